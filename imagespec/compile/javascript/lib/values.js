/** Strict JSON values, and plain copies of any value. Every reader answers undefined for a value of another type. */
import { Opaque } from "./text.js";
import { whole } from "./sizes.js";

export const string = (value) => (typeof value === "string" ? value : undefined);
export const integer = (value) => (Number.isInteger(value) ? value : undefined);
export const boolean = (value) => (typeof value === "boolean" ? value : undefined);
export const array = (value) => (Array.isArray(value) ? value : undefined);
export const object = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Opaque) ? value : undefined;

/** A boolean sent in a form. */
export const formBoolean = (value) => (value === "true" ? true : value === "false" ? false : boolean(value));

/** An integer sent in a form: a number, or its plain decimal digits as text; a bigint where no number holds it. */
export function formInteger(value) {
  if (typeof value !== "string") return integer(value);
  if (!/^-?[0-9]+$/.test(value) || (/^-?0/.test(value) && value !== "0")) return undefined;
  const number = value[0] === "-" ? -whole(value.slice(1)) : whole(value);
  return Number.isSafeInteger(Number(number)) ? Number(number) : number;
}

/** An own value by its name, undefined where there is none. */
export const own = (values, name) => (Object.hasOwn(values, name) ? values[name] : undefined);

/** An own scalar by its name, undefined where there is none or reading it would run code. */
export function peek(values, name) {
  const value = Object.hasOwn(values, name) && getterOf(values, name) === undefined ? values[name] : undefined;
  return typeof value === "object" ? undefined : value;
}

const DEPTH = 8;
const lookup = Object.prototype.__lookupGetter__;

/** What reading a property of a value runs, undefined where it is data. */
export const getterOf = lookup
  ? (value, key) => lookup.call(value, key)
  : (value, key) => Object.getOwnPropertyDescriptor(value, key)?.get;

/** Whether an object has no properties but its own, as far as a loop over it shows. */
export function isUnextended(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  for (const _ in prototype) return false;
  return prototype === Object.prototype;
}

/** Whether the values of an object are scalars and reading them runs no code. */
export function isReadable(request, keys) {
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (getterOf(request, key) !== undefined) return false;
    const value = request[key];
    const kind = typeof value;
    if (kind !== "string" && kind !== "number" && kind !== "boolean" && value !== null) return false;
  }
  return true;
}

/** A plain copy of an object, whatever its class. */
export const copied = (request) => plainObject(request, DEPTH - 1);

/** A copy down to JSON values and Opaque, without what is not sent. It runs no getter, ends at cycles and never throws. */
export function plain(value, depth = DEPTH) {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object") return new Opaque(typeof value);
  if (value instanceof Opaque) return value;
  try {
    if (depth > 0 && Array.isArray(value)) return plainArray(value, depth - 1);
    return (depth > 0 && isPlain(value) && plainObject(value, depth - 1)) || opaque(value);
  } catch {
    return new Opaque("object");
  }
}

const MOST = 1_000_000;

function plainArray(value, depth) {
  const copy = [];
  for (let index = 0; index < Math.min(value.length, MOST); index++) {
    const found = Object.getOwnPropertyDescriptor(value, index);
    copy.push(found === undefined || found.value === undefined ? (found?.get ? new Opaque("getter") : null) : plain(found.value, depth));
  }
  return copy;
}

function plainObject(value, depth) {
  const copy = Object.create(null);
  for (const key of Object.keys(value)) {
    const { value: found, get } = Object.getOwnPropertyDescriptor(value, key);
    if (get) copy[key] = new Opaque("getter");
    else if (found !== undefined) copy[key] = plain(found, depth);
  }
  return copy;
}

const FOREIGN = ["arrayBuffer", "byteLength", "entries", "pipe", "read", "then", "toJSON", Symbol.asyncIterator];

/** Whether an object is one of JSON, and no file, date, map or the like. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || !FOREIGN.some((name) => name in value);
}

function className(value) {
  for (let owner = value; owner; owner = Object.getPrototypeOf(owner)) {
    const found = Object.getOwnPropertyDescriptor(owner, "constructor")?.value;
    const name = typeof found === "function" ? Object.getOwnPropertyDescriptor(found, "name")?.value : undefined;
    if (typeof name === "string") return name;
  }
  return "object";
}

/** Stands in for an instance of a class: a file with what it tells of itself, or what only has a name. */
function opaque(value) {
  const name = Array.isArray(value) ? "Array" : className(value);
  if (isPlain(value) || Array.isArray(value)) return new Opaque(name);
  if (ArrayBuffer.isView(value) || name === "ArrayBuffer") return new Opaque(name, { size: value.byteLength });
  if (typeof Blob === "undefined" || !(value instanceof Blob)) return new Opaque(name, {});
  const told = (property) => Object.getOwnPropertyDescriptor(Blob.prototype, property).get.call(value);
  return new Opaque(name, { size: told("size"), type: told("type"), named: true });
}
