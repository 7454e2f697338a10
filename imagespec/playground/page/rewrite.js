// Changes of a request written into its text: what stays keeps its layout.
import { below, entries, members, root } from "./places.js";

const DEEPEST = 100;

/** The text of a request after it has become another one. */
export function rewritten(text, before, after) {
  if (equal(before, after, 0)) return text;
  return changed(text, [], before, after, 0);
}

/** The text with a value at a path, whose parents are there or are made. */
export function withValue(text, path, value) {
  const node = at(text, path);
  if (node) return splice(text, node.from, node.to, written(value, text.includes("\n") ? indentAt(text, node.from) : null));
  if (!path.length) return written(value, "");
  const parent = at(text, path.slice(0, -1));
  const last = path[path.length - 1];
  if (!parent || !["Object", "Array"].includes(parent.name))
    return withValue(text, path.slice(0, -1), typeof last === "number" ? [value] : { [last]: value });
  return parent.name === "Object" ? added(text, parent, `${JSON.stringify(String(last))}: `, value) : added(text, parent, "", value);
}

/** The text without the value at a path, however often its key is there. */
export function withoutValue(text, path) {
  for (;;) {
    const parent = at(text, path.slice(0, -1));
    const last = path[path.length - 1];
    const spans = !parent
      ? []
      : parent.name === "Object"
        ? members(parent, text).map((member) => ({ name: member.name, from: member.property.from, to: member.property.to }))
        : entries(parent).map((entry, index) => ({ name: index, from: entry.from, to: entry.to }));
    const index = spans.findIndex((span) => span.name === last);
    if (index < 0) return text;
    if (index > 0) text = splice(text, spans[index - 1].to, spans[index].to, "");
    else if (spans.length > 1) text = splice(text, spans[0].from, spans[1].from, "");
    else text = splice(text, parent.from + 1, parent.to - 1, "");
    if (parent.name === "Array") return text;
  }
}

function changed(text, path, before, after, depth) {
  if (depth < DEEPEST && isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) text = withoutValue(text, [...path, key]);
    for (const [key, value] of Object.entries(after)) {
      const was = Object.hasOwn(before, key) ? before[key] : undefined;
      if (!equal(was, value, depth + 1)) text = changed(text, [...path, key], was, value, depth + 1);
    }
    return text;
  }
  if (depth < DEEPEST && Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    after.forEach((value, index) => {
      if (!equal(before[index], value, depth + 1)) text = changed(text, [...path, index], before[index], value, depth + 1);
    });
    return text;
  }
  return withValue(text, path, after);
}

function at(text, path) {
  let node = root(text);
  for (const token of path) node = node && (below(node, token, text)?.node ?? null);
  return node;
}

function splice(text, from, to, insert) {
  return text.slice(0, from) + insert + text.slice(to);
}

/** An entry after the last one of an object or array, laid out as the others. */
function added(text, parent, lead, value) {
  const last = parent.name === "Object" ? members(parent, text).pop()?.property : entries(parent).pop();
  const own = indentAt(text, parent.from);
  if (last && !text.slice(parent.from, parent.to).includes("\n")) return splice(text, last.to, last.to, `, ${lead}${written(value, null)}`);
  const inner = last ? indentAt(text, last.from) : own + (own.includes("\t") ? "\t" : "  ");
  const put = `\n${inner}${lead}${written(value, inner)}`;
  return last ? splice(text, last.to, last.to, `,${put}`) : splice(text, parent.from + 1, parent.to - 1, `${put}\n${own}`);
}

/** The white space before the line of a place. */
function indentAt(text, offset) {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))[0];
}

/** A value as JSON: over several lines below an indent, in one line without. */
function written(value, indent) {
  if (indent === null) return JSON.stringify(value);
  return JSON.stringify(value, null, indent.includes("\t") ? "\t" : 2).replaceAll("\n", `\n${indent}`);
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are the same, keys in any order; what is nested too deep counts as different. */
export function equal(a, b, depth = 0) {
  if (a === b) return true;
  if (depth > DEEPEST || typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key], depth + 1));
}
