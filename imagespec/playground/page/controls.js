// What a single value is filled in with: a list to choose from, a text, a number, or a file.
import { element, fill, short } from "./dom.js";
import { described } from "./images.js";

/** A control as `{ input, shown, update }`: the element with the value, what stands on the page, and how to show a value. */
export function control(field, id, edit) {
  if (field.type === "file" || field.type === "files") return picker(field, id, edit);
  if (field.values || field.type === "boolean") return choice(field, id, edit);
  if (field.type === "integer" || field.type === "number") return numeric(field, id, edit);
  return textual(field, id, edit);
}

function choice(field, id, edit) {
  const values = field.values ?? [
    [true, "Yes"],
    [false, "No"],
  ];
  const label = values.find(([value]) => value === field.default)?.[1];
  const none = label === undefined ? "Not sent" : `Not sent (${label})`;
  const input = element("select", { id, onchange: () => edit(input.value ? JSON.parse(input.value) : undefined) });
  const known = [["", none], ...values.map(([value, text]) => [JSON.stringify(value), text])];
  return {
    input,
    shown: [input],
    update(value) {
      const wanted = value === undefined ? "" : JSON.stringify(value);
      const options = known.some(([own]) => own === wanted) ? known : [...known, [wanted, `${short(wanted, 30)}, as in the text`]];
      if (input.options.length !== options.length || input.options[input.options.length - 1].value !== options[options.length - 1][0]) {
        fill(input, ...options.map(([own, text]) => element("option", { value: own }, text)));
      }
      input.value = wanted;
    },
  };
}

function numeric(field, id, edit) {
  const input = element("input", {
    id,
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: field.default === undefined ? null : `${field.default}`,
    oninput: () => edit(read()),
    onkeydown: (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const now = /^-?\d+$/.test(input.value) ? Number(input.value) : Number(field.default ?? field.minimum ?? 0) - step;
      input.value = String(Math.min(field.maximum ?? Infinity, Math.max(field.minimum ?? -Infinity, now + step)));
      edit(read());
    },
  });
  function read() {
    const typed = input.value.trim();
    if (typed === "") return undefined;
    return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(typed) && Number.isFinite(Number(typed)) ? Number(typed) : typed;
  }
  return { input, shown: [input], update: (value) => put(input, value, read()) };
}

function textual(field, id, edit) {
  const input = element(field.long ? "textarea" : "input", {
    id,
    rows: field.long ? 3 : null,
    type: field.long ? null : "text",
    spellcheck: field.long ? null : "false",
    autocomplete: "off",
    placeholder: field.default === undefined ? null : `${field.default}`,
    oninput: () => edit(read()),
  });
  function read() {
    return input.value === "" ? undefined : input.value;
  }
  return { input, shown: [input], update: (value) => put(input, value, read()) };
}

/** Longest text that a field shows: browsers take seconds to lay out megabytes of base64. */
const LONGEST = 40_000;

/** Show a value, unless it is what is typed already. */
function put(input, value, typed) {
  if (value === typed) return;
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const isLong = text.length > LONGEST;
  if (isLong) input.placeholder = `${text.length.toLocaleString("en")} characters, in the text beside the form`;
  input.value = isLong ? "" : text;
}

/** A file: what is known of it by its header is written down, and nothing of its content. */
function picker(field, id, edit) {
  const many = field.type === "files";
  const now = element("p", { class: "file" });
  const remove = element("button", { type: "button", id: `${id}-remove`, onclick: () => edit(undefined) }, `Remove ${field.title}`);
  const input = element("input", {
    id,
    type: "file",
    accept: "image/*",
    multiple: many,
    onchange: async () => {
      const found = await Promise.all(Array.from(input.files, described));
      if (found.length) edit(many && found.length > 1 ? found : found[0]);
    },
  });
  return {
    input,
    shown: [now, element("div", { class: "row" }, input, remove)],
    update(value) {
      const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
      now.textContent = values.length ? values.slice(0, 20).map(told).join("; ") : "No file.";
      remove.hidden = !values.length;
    },
  };
}

function told(value) {
  if (typeof value === "string") return short(value, 60);
  if (typeof value !== "object" || value === null) return short(JSON.stringify(value), 60);
  const { format, content_type: media, width, height, bytes } = value;
  const parts = [
    format ?? media,
    width && height ? `${width} \u00d7 ${height}` : "",
    typeof bytes === "number" ? `${bytes.toLocaleString("en")} bytes` : "",
  ];
  return short(parts.filter(Boolean).join(", ") || JSON.stringify(value), 60);
}
