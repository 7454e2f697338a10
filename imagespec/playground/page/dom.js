// Elements of the page. Whatever comes from a file, a link or a table becomes text, never markup.

/** An element with attributes, listeners (`onclick`) and children: nodes, or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Put children in the place of those of an element. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== ""));
}

/** A text of a file or a request, short enough for a line of the page. */
export function short(text, most = 80) {
  const plain = String(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
  const points = Array.from(plain.slice(0, 4 * most));
  return points.length > most ? `${points.slice(0, most - 1).join("")}\u2026` : plain;
}

/** The address of a link, `null` where it is no web address. */
export function webAddress(text) {
  return typeof text === "string" && /^https?:\/\//i.test(text) ? text : null;
}

export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
