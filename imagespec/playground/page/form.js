// The form: a field for each parameter that the model takes, of one state with the text beside it.
import { byId, element, fill, short } from "./dom.js";
import { control } from "./controls.js";
import { pointer } from "./places.js";
import { isObject } from "./rewrite.js";

/** The form in an element; `edit(path, value)` is called when a field changes, with `undefined` where it is emptied. */
export function createForm(host, edit) {
  let built = "";
  let fields = [];
  const unfolded = new Set();
  return {
    /** Show a request, of a contract with fields, with what was found about it. */
    show(contract, request, findings) {
      const shape = JSON.stringify([contract.fields, outline(request, contract.fields)]);
      if (shape !== built) {
        const focused = document.activeElement?.id;
        built = shape;
        fields = [];
        fill(host, ...groups(contract.fields, request, unfolded, (field, path) => build(field, path, request, fields, edit)));
        if (focused?.startsWith("field")) focusNear(focused);
      }
      for (const field of fields)
        field.update(
          at(request, field.path),
          findings.filter((finding) => field.owns(finding)),
        );
    },
    /** Show that there is nothing to fill in. */
    clear(text) {
      built = "";
      fields = [];
      fill(host, element("p", { class: "empty" }, text));
    },
  };
}

/** Give the focus to what has an id, or to what it stood in where it is gone. */
function focusNear(id) {
  const found = byId(id);
  if (found) found.focus();
  else if (id.includes("/")) focusNear(id.slice(0, id.lastIndexOf("/")));
}

function groups(fields, request, unfolded, make) {
  const named = new Map();
  for (const field of fields) named.set(field.group ?? "", [...(named.get(field.group ?? "") ?? []), field]);
  return [...named].map(([name, members]) => {
    const made = members.map((field) => make(field, [field.name]));
    if (!name) return element("div", { class: "group" }, ...made);
    const used = members.some((field) => isObject(request) && Object.hasOwn(request, field.name));
    const fold = (event) => (event.target.open ? unfolded.add(name) : unfolded.delete(name));
    return element("details", { class: "group", open: used || unfolded.has(name), ontoggle: fold }, element("summary", {}, name), ...made);
  });
}

/** What decides which fields there are: which objects are there, and how long arrays are. */
function outline(value, fields) {
  return fields.map((field) => {
    const own = isObject(value) && Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    if (field.fields) return isObject(own) ? outline(own, field.fields) : own === undefined || own === null ? 0 : 1;
    if (field.item)
      return Array.isArray(own) ? own.slice(0, MOST).map((entry) => (field.item.fields ? outline(entry, field.item.fields) : 0)) : 1;
    return 0;
  });
}

/** Most entries of an array that get fields of their own. */
const MOST = 20;

export function at(value, path) {
  for (const token of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
    value = value[token];
  }
  return value;
}

export function idOf(path) {
  return `field${pointer(path.map((token) => encodeURIComponent(token)))}`;
}

function build(field, path, request, list, edit) {
  const value = at(request, path);
  if (field.fields) return objectField(field, path, value, request, list, edit);
  if (field.item) return arrayField(field, path, value, request, list, edit);
  const id = idOf(path);
  const messages = element("div", { id: `${id}-messages`, class: "messages" });
  const made = control(field, id, (next) => edit(path, next));
  const own = pointer(path);
  list.push({
    path,
    owns: (finding) => finding.pointer === own || finding.pointer.startsWith(`${own}/`),
    update(next, findings) {
      made.update(next);
      tell(messages, findings);
      const wrong = findings.some((finding) => finding.severity === "error");
      made.input.setAttribute("aria-invalid", String(wrong));
    },
  });
  if (field.required && made.input.type !== "file") made.input.setAttribute("aria-required", "true");
  made.input.setAttribute("aria-describedby", `${id}-help ${id}-messages`);
  const label = element("label", { for: id }, field.title, field.required ? element("span", { class: "needed" }, " (required)") : "");
  return element("div", { class: "field" }, label, ...made.shown, messages, element("p", { id: `${id}-help`, class: "help" }, field.help));
}

function tell(place, findings) {
  fill(place, ...findings.map((finding) => element("p", { class: finding.severity }, short(finding.message, 400))));
}

function objectField(field, path, value, request, list, edit) {
  const there = value !== undefined && value !== null;
  const id = idOf(path);
  const inner = isObject(value) ? field.fields.map((one) => build(one, [...path, one.name], request, list, edit)) : [];
  const begin = Object.fromEntries(field.fields.filter((one) => one.required).map((one) => [one.name, first(one)]));
  const toggle = element(
    "button",
    { type: "button", id, onclick: () => edit(path, there ? undefined : begin) },
    there ? `Remove ${field.title}` : `Add ${field.title}`,
  );
  return compound(field, path, list, [...inner, element("div", { class: "row" }, toggle)]);
}

function arrayField(field, path, value, request, list, edit) {
  const entries = Array.isArray(value) ? value : [];
  const rows = entries.slice(0, MOST).map((_, index) => {
    const place = [...path, index];
    const item = { ...field.item, name: index, title: `${field.item.title} ${index + 1}`, required: false };
    const inner = field.item.fields
      ? field.item.fields.map((one) => build(one, [...place, one.name], request, list, edit))
      : [build(item, place, request, list, edit)];
    const remove = element(
      "button",
      { type: "button", id: `${idOf(place)}-remove`, onclick: () => edit(place, undefined) },
      `Remove ${item.title}`,
    );
    return element("div", { class: "entry", role: "group", "aria-label": item.title }, ...inner, remove);
  });
  const more = entries.length > MOST ? element("p", { class: "help" }, `${entries.length - MOST} more in the text.`) : "";
  const add = element(
    "button",
    { type: "button", id: idOf(path), onclick: () => edit(path, [...entries, first(field.item)]) },
    `Add ${field.item.title}`,
  );
  return compound(field, path, list, [...rows, more, element("div", { class: "row" }, add)]);
}

/** A field with fields in it: what is found about itself stands with it, the rest beside the fields in it. */
function compound(field, path, list, children) {
  const messages = element("div", { class: "messages" });
  const own = pointer(path);
  list.push({ path, owns: (finding) => finding.pointer === own, update: (_, findings) => tell(messages, findings) });
  const legend = element("legend", {}, field.title, field.required ? element("span", { class: "needed" }, " (required)") : "");
  return element("fieldset", { class: "field" }, legend, element("p", { class: "help" }, field.help), messages, ...children);
}

/** What a new value begins as. */
function first(field) {
  if (field.fields) {
    const [one] = field.fields;
    return one ? { [one.name]: first(one) } : {};
  }
  if (field.item) return [];
  if (field.values) return field.values[0][0];
  return { integer: field.minimum ?? 1, number: field.minimum ?? 1, boolean: true }[field.type] ?? "";
}
