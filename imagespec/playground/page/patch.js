// The edits of a fix (RFC 6902) applied to a copy of a request.
import { tokens } from "./places.js";

/** The request after the edits, `undefined` where one leads nowhere. */
export function patched(request, edits) {
  const holder = { whole: structuredClone(request) };
  for (const edit of edits) if (!apply(holder, edit)) return undefined;
  return holder.whole;
}

function apply(holder, edit) {
  if (edit.op === "move") {
    const from = find(holder, edit.from);
    if (!from || !Object.hasOwn(from.parent, from.key)) return false;
    const value = from.parent[from.key];
    return take(from) && put(find(holder, edit.path), value, true);
  }
  const place = find(holder, edit.path);
  if (!place || typeof place.parent !== "object" || place.parent === null) return false;
  if (edit.op === "remove") return Object.hasOwn(place.parent, place.key) && take(place);
  return put(place, structuredClone(edit.value), edit.op === "add");
}

function find(holder, path) {
  let parent = holder;
  let key = "whole";
  for (const token of tokens(path)) {
    if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, key)) return null;
    parent = parent[key];
    key = Array.isArray(parent) && token === "-" ? parent.length : token;
  }
  return { parent, key };
}

function take({ parent, key }) {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return true;
}

function put(place, value, isNew) {
  if (!place || typeof place.parent !== "object" || place.parent === null) return false;
  if (Array.isArray(place.parent) && isNew) place.parent.splice(Number(place.key), 0, value);
  else Object.defineProperty(place.parent, place.key, { value, writable: true, enumerable: true, configurable: true });
  return true;
}
