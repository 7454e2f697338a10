/** How a JSON body refers to something, such as an image: by an object with one of several keys, each for its sort of text. */
import { add, move, ownerOf, pointerOf, removal, repair, step } from "./edits.js";
import { cut, longer } from "./text.js";

const SHOWN = 80;
const DEPTH = 4;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === null;

/** What is meant by a value in place of an object with a key for each sort of text, given by how its texts begin. */
export function reference(texts, listed = false) {
  const own = { texts, listed };
  return {
    shown: shown(own),
    fixes: (pointer, value) => shaped(own, pointer, value),
    fieldFixes: (pointer, value) => unwrapped(own, pointer, value),
    edits: (pointer, value) => shapingEdits(own, pointer, value),
  };
}

/** The right shapes, as a sentence shows them. */
const shown = (reference) => reference.texts.map(([key, [beginning]]) => shape(reference, key, beginning)).join(" or ");

function shape({ listed }, key, beginning = "") {
  const text = `{"${key}": "${beginning}\u2026"}`;
  return listed ? `[${text}]` : text;
}

/** The fix that puts a value at a pointer into shape; none where it is not plain what is meant. */
function shaped(reference, pointer, value) {
  const found = meant(reference, value);
  const edits = found ? shapingEdits(reference, pointer, value) : [];
  return edits.length ? [repair(`write it as ${shape(reference, found.key)}`, edits)] : [];
}

/** The fix that puts the text in place of the object that holds it. */
function unwrapped(reference, pointer, value) {
  const found = isObject(value) ? meant(reference, value) : undefined;
  return found ? [repair(`use its ${found.path.at(-1)}`, [move(pointer + pointerOf(found.path), pointer)])] : [];
}

/** The edits that put a value at a pointer, or each entry of an array, into shape, as far as it is plain what is meant. */
function shapingEdits(reference, pointer, value) {
  const one = { ...reference, listed: false };
  if (reference.listed && Array.isArray(value)) return value.flatMap((entry, index) => shapingEdits(one, `${pointer}/${index}`, entry));
  const found = meant(reference, value);
  if (typeof value === "string") return found ? wrapped(reference, pointer, value, found.key) : [];
  if (!isObject(value)) return [];
  if (!reference.listed) return found ? reshaped(pointer, value, found) : [];
  return [...movedInto(pointer, [], `${pointer}/0`), ...shapingEdits(one, `${pointer}/0`, value)];
}

/** A text as an object; a long one, such as a file written as an address, is moved and not repeated. */
function wrapped({ listed }, pointer, text, key) {
  if (!longer(text, SHOWN)) return [{ op: "replace", path: pointer, value: listed ? [{ [key]: text }] : { [key]: text } }];
  if (listed) return movedInto(pointer, [{}], `${pointer}/0/${key}`);
  const last = pointer.slice(pointer.lastIndexOf("/") + 1);
  if (/^\p{Nd}+$/u.test(last)) return [add(pointer, {}), move(`${ownerOf(pointer)}/${Number(last) + 1}`, `${pointer}/${key}`)];
  return movedInto(pointer, {}, `${pointer}/${key}`);
}

/** The one text with a known beginning in a value; undefined where there is none, or several. */
function meant(reference, value) {
  const found = [...texts(reference, value, [])];
  return found.length === 1 ? found[0] : undefined;
}

function* texts(reference, value, path) {
  const key = typeof value === "string" ? keyOf(reference, value) : undefined;
  if (key) yield { path, key };
  else if (isObject(value) && path.length < DEPTH) {
    for (const name of Object.keys(value)) yield* texts(reference, value[name], [...path, name]);
  }
}

function keyOf(reference, text) {
  const start = cut(text, 16).toLowerCase();
  return reference.texts.find(([, beginnings]) => beginnings.some((beginning) => start.startsWith(beginning.toLowerCase())))?.[0];
}

function movedInto(pointer, shell, place) {
  const aside = `${pointer} `;
  return [move(pointer, aside), add(pointer, shell), move(aside, place)];
}

function reshaped(pointer, value, { path, key }) {
  const moved = path.length === 1 && path[0] === key ? [] : [move(pointer + pointerOf(path), `${pointer}/${key}`)];
  const gone = path.length === 1 ? [key, path[0]] : [key];
  const rest = Object.keys(value).filter((name) => !gone.includes(name));
  return [...moved, ...rest.map((name) => removal(pointer + step(name)))];
}
