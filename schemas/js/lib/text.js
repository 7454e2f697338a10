/** Users' text made safe to show: short, on one line, without control characters. Lengths are in code points. */

const SHOWN = 80;
const LARGE_BITS = 256;
const HIDDEN = /(?! )[\p{C}\p{Z}]/u;
const SPACE = "(?:(?!\\ufeff)[\\s\\x1c-\\x1f\\x85])"; // as in Python
const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const SOLID = /^[!-~]$/;
const ANYWHERE = new RegExp(SPACE, "g");

/** A value that is no JSON: only its name is kept, and what is known of the file that it is. */
export class Opaque {
  constructor(name, file) {
    this.name = name;
    this.file = file;
  }
}

/** The text without white space around it. */
export const strip = (text) => (SOLID.test(text.at(0)) && SOLID.test(text.at(-1)) ? text : text.replace(AROUND, ""));

/** The text without any white space. */
export const squeeze = (text) => text.replace(ANYWHERE, "");

/** The first code points of a text. */
export const cut = (text, limit) => (text.length <= limit ? text : [...text.slice(0, 2 * limit)].slice(0, limit).join(""));

/** How many code points a text has. */
export function points(text) {
  if (!/[\ud800-\udbff]/.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Whether a text has more code points than `most`, told without counting where that is possible. */
export const longer = (text, most) => text.length > most && (text.length > 2 * most || points(text) > most);

/** Escape what a terminal would act on or could not show, and shorten to `limit` code points. */
export function visible(text, limit = SHOWN) {
  const whole = !longer(text, limit);
  if (whole && !HIDDEN.test(text)) return text;
  const shown = Array.from(cut(text, limit), (char) => (HIDDEN.test(char) ? escaped(char.codePointAt(0)) : char)).join("");
  return whole && !longer(shown, limit) ? shown : `${cut(shown, limit - 1)}\u2026`;
}

function escaped(code) {
  const [mark, digits] = code < 256 ? ["x", 2] : code < 65536 ? ["u", 4] : ["U", 8];
  return `\\${mark}${code.toString(16).padStart(digits, "0")}`;
}

/** Text after its last occurrence of a separator is cut off; the part before it, "" where there is none. */
export const before = (text, separator) => text.slice(0, Math.max(0, text.lastIndexOf(separator)));

/** A number with commas. */
export const commas = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

const bits = (number) => BigInt(number).toString(2).replace("-", "").length;
const large = (number) => !Number.isSafeInteger(number) && bits(number) > LARGE_BITS;
const isInteger = (value) => typeof value === "bigint" || Number.isInteger(value);

/** Say a value in a sentence: text in double quotes, scalars as JSON writes them, anything else by its type. */
export function quoted(value) {
  if (typeof value === "string") return `"${visible(value)}"`;
  if (value === null || value === undefined) return "null";
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" || typeof value === "bigint" ? numeral(value) : typeName(value);
}

/** A number as Python writes it. */
function numeral(number) {
  if (isInteger(number)) {
    return large(number) ? `an integer of ${bits(number)} bits` : String(Number.isSafeInteger(number) ? number : BigInt(number));
  }
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  return Math.abs(number) >= 1e-4 ? String(number) : number.toExponential().replace(/-(\d)$/, "-0$1");
}

/** A short JSON form of a user's value. */
export function jsonValue(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return visible(value);
  if (typeof value === "boolean") return value;
  if (isInteger(value)) return large(value) ? quoted(value) : Number(value);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return quoted(value);
}

/** The JSON type of a value with its article. */
export function typeName(value) {
  if (value === null || value === undefined) return "null";
  if (typeof value === "boolean") return "a boolean";
  if (isInteger(value)) return "an integer";
  if (typeof value === "number") return "a number";
  if (typeof value === "string") return "a string";
  if (Array.isArray(value)) return "an array";
  return value instanceof Opaque ? `a JavaScript ${visible(value.name, 40)}` : "an object";
}
