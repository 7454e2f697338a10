/** Fixes: RFC 6902 operations that repair a request, at RFC 6901 pointers. */
import { Opaque, quoted } from "./text.js";

/** One token of a pointer, with the slash before it. */
export const step = (token) => `/${/[~/]/.test(token) ? token.replace(/~/g, "~0").replace(/\//g, "~1") : token}`;

/** Tokens as a pointer. */
export const pointerOf = (tokens) => tokens.map(step).join("");

const tokensOf = (pointer) => (pointer ? pointer.slice(1).split("/").map(plainToken) : []);
const plainToken = (token) => token.replace(/~1/g, "/").replace(/~0/g, "~");

/** The pointer to what holds a place. */
export const ownerOf = (pointer) => pointer.slice(0, pointer.lastIndexOf("/"));

/** The tokens of a pointer without its escapes. */
export const parsed = tokensOf;

/** A repair with its edits; `safe` where it keeps what the request asks for. */
export const repair = (title, edits, safe = false) => ({ title, safe, edits });
export const add = (path, value) => ({ op: "add", path, value });
export const removal = (path) => ({ op: "remove", path });
export const move = (from, path) => ({ op: "move", from, path });

/** The fix that drops the parameter. */
export const remove = (subject, title, safe) => repair(title, [removal(subject.pointer)], safe);

/** The fix that puts another value in place. */
export const replace = (subject, value, safe = false) =>
  repair(`use ${quoted(value)}`, [{ op: "replace", path: subject.pointer, value }], safe);

/** The document after edits, as RFC 6902 says; what no edit touches is shared with it. Throws where an edit leads nowhere. */
export function applied(document, edits) {
  const own = new Set();
  for (const edit of edits) {
    const path = tokensOf(edit.path);
    if (edit.op !== "move") {
      document = edited(document, path, edit.op, edit.value, own);
      continue;
    }
    const source = tokensOf(edit.from);
    const moved = source.reduce(member, document);
    document = edited(edited(document, source, "remove", undefined, own), path, "add", moved, own);
  }
  return document;
}

const nowhere = () => new RangeError("an edit leads nowhere");

/** An own data property of an object, or an entry of an array. */
function member(document, token) {
  const key = Array.isArray(document) ? index(token) : token;
  const found = isObject(document) ? Object.getOwnPropertyDescriptor(document, key) : undefined;
  if (!found || !("value" in found) || found.value === undefined) throw nowhere();
  return found.value;
}

const isObject = (value) => typeof value === "object" && value !== null && !(value instanceof Opaque);

function index(token) {
  if (!/^(0|[1-9][0-9]*)$/.test(token)) throw nowhere();
  return Number(token);
}

/** Set a property of a copy as its own, whatever its name. */
function put(owner, key, value) {
  if (key in owner) Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
  else owner[key] = value;
}

/** A shallow copy of the own properties of an object, without what is not sent. Throws where one has code of its own. */
export function copy(value) {
  const result = {};
  for (const key of Object.keys(value)) {
    const { value: found, get } = Object.getOwnPropertyDescriptor(value, key);
    if (get) throw nowhere();
    if (found !== undefined) put(result, key, found);
  }
  return result;
}

function edited(document, [token, ...rest], op, value, own) {
  if (token === undefined) return value;
  if (!isObject(document)) throw nowhere();
  const result = own.has(document) ? document : Array.isArray(document) ? Array.from(document) : copy(document);
  own.add(result);
  if (Array.isArray(result)) editArray(result, token, rest, op, value, own);
  else if (rest.length) put(result, token, edited(member(result, token), rest, op, value, own));
  else if (op !== "add" && !Object.hasOwn(result, token)) throw nowhere();
  else if (op === "remove") delete result[token];
  else put(result, token, value);
  return result;
}

function editArray(list, token, rest, op, value, own) {
  const place = token === "-" && op === "add" ? list.length : index(token);
  if (place > list.length || (place === list.length && (op !== "add" || rest.length))) throw nowhere();
  if (rest.length) list[place] = edited(list[place], rest, op, value, own);
  else list.splice(place, op === "add" ? 0 : 1, ...(op === "remove" ? [] : [value]));
}
