/** The nearest known name to one that means nothing, by the measure of Python's difflib. */
import { cut, strip } from "./text.js";

const LONGEST = 64;
const FEW = 12;

/** The known name that was meant, "" when none can be told. */
export function nearest(name, known, cutoff = 0.6) {
  const word = [...strip(cut(name, LONGEST)).toLowerCase()];
  let best = "";
  let least = cutoff;
  for (const candidate of known) {
    const letters = [...candidate];
    if ((2 * Math.min(letters.length, word.length)) / (letters.length + word.length) < least) continue;
    const ratio = similarity(letters, word);
    if (ratio > least || (ratio === least && (best === "" || candidate > best))) [best, least] = [candidate, ratio];
  }
  return best;
}

/** What to do about a name that means nothing. */
export function remedy(name, known) {
  const near = nearest(name, known);
  if (near) return `did you mean ${near}?`;
  return `use one of ${known.slice(0, FEW).join(", ")}${known.length > FEW ? " or others" : ""}.`;
}

function similarity(a, b) {
  const total = a.length + b.length;
  return total ? (2 * matching(a, 0, a.length, b, 0, b.length)) / total : 1;
}

/** How many letters stand in common blocks: the longest one, then those to the left and to the right of it. */
function matching(a, alo, ahi, b, blo, bhi) {
  let [start, place, size] = [alo, blo, 0];
  for (let i = alo; i < ahi; i++) {
    for (let j = blo; j < bhi; j++) {
      let length = 0;
      while (i + length < ahi && j + length < bhi && a[i + length] === b[j + length]) length++;
      if (length > size) [start, place, size] = [i, j, length];
    }
  }
  if (!size) return 0;
  return size + matching(a, alo, start, b, blo, place) + matching(a, start + size, ahi, b, place + size, bhi);
}
