/** Image sizes as text: WIDTHxHEIGHT in pixels. */
import { squeeze } from "./text.js";

const EXACT = 7;
const MOST_DIGITS = 640;
const POWER = 4000;
const CROSSES = /[X\u00d7*\u2715\u2a2f\u0445\u0425]/g;
const DIGIT = /\p{Nd}/u;

/** Read a canonical size as [width, height], undefined for any other text. Edges of many digits are bigints, both of them. */
export function dimensions(text) {
  let cross = 0;
  let width = 0;
  let number = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit === 72 && cross === 0 && number > 0) {
      cross = index;
      width = number;
      number = 0;
    } else if (digit > 9 || digit < 0 || (digit === 0 && number === 0)) {
      return undefined;
    } else {
      number = number * 10 + digit;
    }
  }
  if (cross === 0 || number === 0) return undefined;
  if (cross <= EXACT && text.length - cross - 1 <= EXACT) return [width, number];
  return [whole(text.slice(0, cross)), whole(text.slice(cross + 1))];
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
