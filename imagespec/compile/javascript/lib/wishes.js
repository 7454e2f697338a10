/** What somebody means by a size: edges in any spelling, a name such as 4k or 1080p, one edge, or a ratio. */
import { intended } from "./sizes.js";
import { squeeze } from "./text.js";

/** The pixels of a ratio that comes without any. */
export const USUAL = 1024 * 1024;

const SIZES =
  "square squarehd 1k:1024x1024 portrait:1024x1536 landscape:1536x1024 hd:1280x720 fullhd fhd:1920x1080 qhd wqhd 2k:2560x1440 " +
  "uhd ultrahd 4k:3840x2160 5k:5120x2880 8k:7680x4320";
const NAMED = new Map();
for (const [, names, width, height] of SIZES.matchAll(/([^:]+):(\d+)x(\d+) ?/g)) {
  for (const name of names.split(" ")) NAMED.set(name, [Number(width), Number(height)]);
}
const COLONS = /[\u2236\uff1a/_-]/g;
const SHORTEST = 100;

/** Guess what was meant by a text: {width, height, ratio, literal}, undefined when nothing can be read. */
export function wished(text) {
  const edges = intended(text);
  if (edges) return wish(edges, undefined, true);
  const word = squeeze(text).toLowerCase();
  const named = NAMED.get(word.replace(/[_-]/g, ""));
  if (named) return wish(named);
  const lines = word.endsWith("p") ? whole(word.slice(0, -1)) : 0;
  if (lines) return wish([Math.floor((lines * 32 + 9) / 18), lines]);
  const edge = whole(word.replace(/px$/, ""));
  return edge ? wish([edge, edge]) : ofRatio(word);
}

const wish = ([width, height], ratio, literal = false) => ({ width, height, ratio, literal });

function ofRatio(word) {
  const [left, ...rest] = word.replace(COLONS, ":").split(":");
  const edges = [whole(left), whole(rest.join(":"))];
  if (Math.min(...edges) >= SHORTEST) return wish(edges);
  const bare = word.replace(/^landscape/, "").replace(/^portrait/, "").replace(/^[_-]+/, "");
  let ratio = readRatio(bare);
  if (!ratio) return undefined;
  if (bare !== word) {
    ratio = ratio.sort((one, other) => one - other);
    if (!word.startsWith("portrait")) ratio.reverse();
  }
  return wish(edgesOf(...ratio, USUAL), ratio);
}

/** The edges of a ratio and a number of pixels, rounded to whole pixels. */
export function edgesOf(wide, tall, pixels) {
  return [root(BigInt(pixels) * BigInt(wide), BigInt(tall)), root(BigInt(pixels) * BigInt(tall), BigInt(wide))];
}

/** The square root of a fraction, rounded half up, 1 at least. */
function root(number, parts) {
  const square = (4n * number) / parts;
  let found = BigInt(Math.floor(Math.sqrt(Number(square))));
  while (found * found > square) found--;
  while ((found + 1n) * (found + 1n) <= square) found++;
  return Math.max(1, Number((found + 1n) / 2n));
}

/** Read a ratio of width to height such as 16:9 or 1.91:1, in lowest terms; undefined when the text is none. */
export function readRatio(text) {
  const [wide, ...tall] = text.replace(COLONS, ":").split(":");
  const parts = [decimal(wide), decimal(tall.join(":"))];
  if (!tall.length || parts.includes(0)) return undefined;
  const common = divisor(...parts);
  return parts.map((part) => part / common);
}

const divisor = (a, b) => (b ? divisor(b, a % b) : a);

/** A number with at most four places behind the dot, times 10,000; 0 for anything else. */
function decimal(text) {
  const dot = text.indexOf(".");
  const [left, places] = dot < 0 ? [text, ""] : [text.slice(0, dot), text.slice(dot + 1)];
  if (dot >= 0 && !/^[0-9]{1,4}$/.test(places)) return 0;
  const number = whole(left);
  return number || (left === "0" && dot >= 0) ? number * 10_000 + Number(places.padEnd(4, "0")) : 0;
}

const whole = (text) => (/^[0-9]{1,9}$/.test(text) ? Number(text) : 0);
