/** What several kinds say: bounds, reasons, sizes and files in words. */
import { add, remove, repair } from "./edits.js";
import { grid } from "./nearest.js";
import { dimensions } from "./sizes.js";
import { commas, quoted } from "./text.js";
import { own } from "./values.js";

/** A kind that says some things otherwise than another. */
export const extended = (kind, members) => ({ ...kind, ...members });

/** Bounds as JSON; one that claims nothing is left out. */
export const bounds = ({ min, max }) => ({ ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) });

/** Bounds in words. */
export function between({ min, max }) {
  if (min !== undefined && max !== undefined) return min === max ? commas(min) : `${commas(min)} to ${commas(max)}`;
  return min === undefined ? `at most ${commas(max)}` : `at least ${commas(min)}`;
}

/** Whether a number is within bounds. */
export const within = ({ min, max }, number) => !(number < min || number > max);

/** Whether a text begins with another, in any case. */
export const startsWith = (text, start) => text.startsWith(start) || text.slice(0, start.length).toLowerCase() === start.toLowerCase();

/** The reason of a limit, as a sentence goes on with it. */
export const because = ({ reason }) => (reason ? `: ${reason}` : "");

/** An object without some of its keys. */
export const without = (values, ...keys) => Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));

/** Whether a value, undefined where there is none, meets a condition. */
export function meets({ values, below, above }, value) {
  if (values !== undefined) return values.includes(value);
  return value !== undefined && (below === undefined || value < below) && (above === undefined || value > above);
}

/** A condition in words. */
export function condition({ parameter, values, below, above }) {
  if (values !== undefined) return `${parameter} ${values.map(quoted).join(" or ").replaceAll('"', "")}`;
  return parameter + (below === undefined ? (above === undefined ? "" : ` above ${above}`) : ` below ${below}`);
}

/** The problem where something is so. */
export const when = (isSo, problem) => (isSo ? [problem] : undefined);

/** How many of several fields an object has. */
export function present(value, keys) {
  let count = 0;
  for (const key of keys) if ((own(value, key) ?? null) !== null) count++;
  return count;
}

/** The member that is a text but for its spelling, or that stands in its place; undefined where there is none. */
export function spelledOtherwise({ values, instead }, text) {
  if (values.includes(text)) return [text, true];
  const right = instead && own(instead, text);
  return right === undefined ? undefined : [right, false];
}

/** The one member that a text is a longer or shorter form of; "" where there is none. */
export function sameStart(text, values) {
  const found = values.filter(
    (value) => Math.min(text.length, value.length) > 2 && (text.startsWith(value) || value.startsWith(text)),
  );
  return found.length === 1 ? found[0] : "";
}

export const TYPES = {
  string: "a string",
  integer: "an integer",
  boolean: "true or false",
  object: "an object",
  array: "an array",
  file: "one file",
  files: "a file or an array of files",
};

/** The grids of limits that were asked for. */
export const grids = new WeakMap();

/** A size of a list as the run of one height. */
export function column(value) {
  const size = dimensions(value);
  return size ? [[size[0], size[1], size[1], 1]] : [];
}

/** The names of the limits that a size breaks, undefined without any; its edges are numbers or, when large, bigints. */
export function missed({ step, edge, ratio, pixels }, width, height) {
  const isBig = typeof width === "bigint";
  const by = step && (isBig ? BigInt(step.of) : step.of);
  const most = ratio && (isBig ? BigInt(ratio.max) : ratio.max);
  const odd = step !== undefined && (width % by != 0 || height % by != 0);
  const long = ratio !== undefined && (width > most * height || height > most * width);
  const far = edge !== undefined && (width > edge.max || height > edge.max);
  const area = pixels !== undefined && !within(pixels, width * height);
  if (!odd && !long && !far && !area) return undefined;
  return ["step", "ratio", "edge", "pixels"].filter((_, index) => [odd, long, far, area][index]);
}

const MOST_WIDTHS = 4096;

/** The heights of a width within limits: [width, first, last, step]. */
function run(step, ratio, { min = 1, max = Infinity }, width, tallest) {
  const low = Math.max(1, Math.ceil(width / ratio), Math.ceil(min / width));
  const high = Math.min(tallest, width * ratio, Math.floor(max / width));
  return [width, Math.ceil(low / step) * step, Math.floor(high / step) * step, step];
}

/** Every size within limits, of which `columns` and `rows` stand on one sheet; none where its widths cannot be listed. */
export function sizesWithin(l, { step, edge, ratio, pixels = {} }, columns = 1, rows = 1) {
  if (grids.has(l)) return grids.get(l);
  const by = step?.of ?? 1;
  const count = edge ? Math.floor(Math.floor(edge.max / columns) / by) : 0;
  const cells = columns * rows;
  const area = { min: pixels.min && Math.ceil(pixels.min / cells), max: pixels.max && Math.floor(pixels.max / cells) };
  const widths = Array.from({ length: count > MOST_WIDTHS ? 0 : count }, (_, index) => (index + 1) * by);
  grids.set(l, grid(widths.map((width) => run(by, ratio?.max ?? Infinity, area, width, Math.floor(edge.max / rows)))));
  return grids.get(l);
}

/** The measure of a size that a limit is about, as a sentence goes on with it. */
export function measured(problem, [width, height]) {
  if (Math.max(Number(width), Number(height)) >= 1e15) return "";
  if (problem === "pixels") return `, ${commas(BigInt(width) * BigInt(height))} pixels`;
  if (problem !== "ratio") return "";
  const [long, short] = width > height ? [width, height] : [height, width];
  return `, a ratio of ${twoPlaces(Number(long) / Number(short))}:1`;
}

/** A number with two decimal places, halves to the even digit. */
function twoPlaces(number) {
  const isHalf = number < 2 ** 50 && (number * 8) % 4 === 1;
  return (isHalf ? number - 0.001 : number).toFixed(2);
}

/** The attribute of each problem of a file. */
export const FIELDS = { "file-type": "formats", "file-size": "bytes", dimensions: "square", alpha: "alpha" };

/** What a file is that is no image, where its format is no word for it. */
export const KINDS = { "": "of a format that is no text", empty: "an empty file", unknown: "no image that is known" };

export const REMEDIES = { "file-size": "make it smaller", dimensions: "crop or pad it", alpha: "add one (save it as RGBA)" };

/** What to do about a right file that is sent as another type. */
export const sentAs = (format) =>
  `send it with the content type image/${format}, as a client does when its name ends in .${format}`;

/** The repair of the content type of a described file. */
export function retype(subject, format, value) {
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== null) return [];
  const type = `image/${format}`;
  return [repair(`set content_type to ${quoted(type)}`, [add(`${subject.pointer}/content_type`, type)])];
}

/** A remedy of the table as a fix of top-level parameters. */
export function remedied({ remove: name, set, to, safe }) {
  if (name) return remove({ pointer: `/${name}` }, `remove ${name}`, Boolean(safe));
  return repair(`set ${set} to ${quoted(to)}`, [add(`/${set}`, to)], Boolean(safe));
}
