/** Strict JSON values, and plain copies of any value. Every reader answers undefined for a value of another type. */
import { Opaque } from "./text.js";
import { whole } from "./sizes.js";

export const string = (value) => (typeof value === "string" ? value : undefined);
export const integer = (value) => (Number.isInteger(value) ? value : undefined);
export const boolean = (value) => (typeof value === "boolean" ? value : undefined);
export const array = (value) => (Array.isArray(value) ? value : undefined);
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Opaque);
export const object = (value) => (isObject(value) ? value : undefined);

/** A boolean sent in a form. */
export const formBoolean = (value) => (value === "true" ? true : value === "false" ? false : boolean(value));

/** An integer sent in a form: a number, or its plain decimal digits as text; a bigint where no number holds it. */
export function formInteger(value) {
  if (typeof value !== "string") return integer(value);
  if (!/^-?[0-9]+$/.test(value) || (/^-?0/.test(value) && value !== "0")) return undefined;
  const number = value[0] === "-" ? -whole(value.slice(1)) : whole(value);
  return Number.isSafeInteger(Number(number)) ? Number(number) : number;
}

const READERS = { string, integer, boolean, array, object };
const FORM = { integer: formInteger, boolean: formBoolean };

/** What reads values of a type. */
export const readerOf = ({ name, form }) => (form ? FORM : READERS)[name];

/** An own value by its name, undefined where there is none. */
export const own = (values, name) => (Object.hasOwn(values, name) ? values[name] : undefined);

export const DEPTH = 8;
const { getPrototypeOf } = Object;
export const described = Object.getOwnPropertyDescriptor;

const { __lookupGetter__: lookup } = Object.prototype;

/** Whether reading an entry of an array runs code: a look at its descriptor takes three times as long. */
const runs = lookup ? (list, index) => lookup.call(list, index) !== undefined : (list, index) => described(list, index)?.get !== undefined;

/** Whether a property is JSON that is sent and can be read as it is, at most `depth` objects deep: no getter, no class, nothing hidden. */
export function isDatum({ value, get, enumerable }, depth) {
  if (get !== undefined || !enumerable) return false;
  const kind = typeof value;
  return kind === "object" ? value === null || isData(value, depth) : kind !== "function" && kind !== "symbol" && kind !== "bigint";
}

/** The same of an object. */
export function isData(value, depth) {
  if (depth === 0) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (runs(value, index) || value[index] === undefined || !isDatum({ value: value[index], enumerable: true }, depth - 1)) return false;
    }
    return true;
  }
  const prototype = getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  for (const key of Object.getOwnPropertyNames(value)) if (!isDatum(described(value, key), depth - 1)) return false;
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

/** What a descriptor holds, undefined where that is not sent. */
const held = ({ value, get }, depth) => (get ? new Opaque("getter") : value === undefined ? value : plain(value, depth));

function plainArray(value, depth) {
  const copy = [];
  for (let index = 0; index < value.length && index < MOST; index++) copy.push(held(described(value, index) ?? {}, depth) ?? null);
  return copy;
}

function plainObject(value, depth) {
  const copy = Object.create(null);
  for (const key of Object.keys(value)) {
    const found = held(described(value, key), depth);
    if (found !== undefined) copy[key] = found;
  }
  return copy;
}

const FOREIGN = ["arrayBuffer", "byteLength", "entries", "pipe", "read", "then", "toJSON", Symbol.asyncIterator];

/** Whether an object is one of JSON, and no file, date, map or the like. */
function isPlain(value) {
  const prototype = getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || !FOREIGN.some((name) => name in value);
}

function className(value) {
  for (let owner = value; owner; owner = getPrototypeOf(owner)) {
    const found = described(owner, "constructor")?.value;
    const name = typeof found === "function" && described(found, "name")?.value;
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
  const told = (property) => described(Blob.prototype, property).get.call(value);
  return new Opaque(name, { size: told("size"), type: told("type"), named: true });
}
