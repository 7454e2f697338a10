/** Image sizes as text: WIDTHxHEIGHT in pixels. */
import { squeeze } from "./text.js";

const EXACT = 7;
const MOST_DIGITS = 640;
const POWER = 4000;
const CROSSES = /[X\u00d7*\u2715\u2a2f\u0445\u0425]/g;
const DIGIT = /\p{Nd}/u;

/** Read a canonical size as [width, height], undefined for any other text. Edges of many digits are bigints, both of them. */
export function dimensions(text) {
  const cross = text.indexOf("x");
  const width = digits(text, 0, cross);
  const height = digits(text, cross + 1, text.length);
  if (width === 0 || height === 0) return undefined;
  if (cross <= EXACT && text.length - cross - 1 <= EXACT) return [width, height];
  return [whole(text.slice(0, cross)), whole(text.slice(cross + 1))];
}

/** A number of plain digits without a leading zero between two places, 0 for anything else. */
function digits(text, from, to) {
  if (from >= to || text.charCodeAt(from) === 48) return 0;
  let number = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number;
}

/** A number from its digits; one of more digits than any limit has keeps its order of magnitude and its last digits. */
export function whole(text) {
  if (text.length <= MOST_DIGITS) return BigInt(text);
  return 10n ** BigInt(Math.min(text.length - 1, POWER)) + BigInt(text.slice(-18));
}

/** The size that was meant by an odd spelling, as [width, height]; undefined when nothing can be read. */
export function intended(text) {
  const compact = squeeze(text).replace(CROSSES, "x").toLowerCase().replace(/px$/, "").replaceAll("pxx", "x");
  const cross = compact.indexOf("x");
  const sides = [side(compact.slice(0, cross)), side(compact.slice(cross + 1))];
  return cross < 0 || sides.includes(0) ? undefined : sides;
}

function side(text) {
  const dot = text.indexOf(".");
  const integer = [...(dot < 0 ? text : text.slice(0, dot))];
  if (dot >= 0 && /[^0]/.test(text.slice(dot + 1))) return 0;
  if (!integer.length || integer.length > 9 || !integer.every((char) => DIGIT.test(char))) return 0;
  return integer.reduce((number, char) => number * 10 + digitOf(char.codePointAt(0)), 0);
}

/** The value of a decimal digit of any script: they stand in runs of ten, from 0 on. */
function digitOf(code) {
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
