/** The allowed size nearest to a wanted one. Nearness is a product of factors, a fraction of integers: nothing is rounded. */
import { longer } from "./text.js";
import { edgesOf, USUAL, wished } from "./wishes.js";

/** Every allowed size, as runs of heights by width: [width, first, last, step], ascending. */
export function grid(columns) {
  const runs = columns.filter(([, first, last]) => first <= last).sort((one, other) => one[0] - other[0]);
  return {
    runs,
    least: runs.length ? Math.min(...runs.map(([width, first]) => width * first)) : 0,
    most: runs.length ? Math.max(...runs.map(([width, , last]) => width * last)) : 0,
  };
}

export const factor = (a, b) => (a >= b ? [a, b] : [b, a]);
export const times = (a, b, power = 1n) => [a[0] ** power * b[0], a[1] ** power * b[1]];
export const compare = (a, b) => {
  const [left, right] = [a[0] * b[1], b[0] * a[1]];
  return left < right ? -1 : left > right ? 1 : 0;
};
export const edges = (size, wanted) => [factor(size[0], wanted[0]), factor(size[1], wanted[1])];
export const shape = (size, wanted) => factor(size[0] * wanted[1], size[1] * wanted[0]);
export const pixels = (size, wanted) => factor(size[0] * size[1], wanted[0] * wanted[1]);
export const inShape = (wanted, width) => [width * wanted[1], wanted[0]];

/** How nearness is measured: distance, the ideal height of a width, the least power of the factor of widths, the side. */
export const MEASURES = {
  closest: { distance: (size, wanted) => [times(...edges(size, wanted))], ideal: (wanted) => [wanted[1], 1n], power: 1n, side: 0 },
  ratio: { distance: (size, wanted) => [times(shape(size, wanted), pixels(size, wanted), 2n)], ideal: inShape, power: 2n, side: 0 },
  shape: { distance: (size, wanted) => [times(shape(size, wanted), pixels(size, wanted), 8n)], ideal: inShape, power: 2n, side: 0 },
};

/** The size of a grid nearest to a wanted one, [width, height], undefined where there is none. */
export function nearestOf({ runs }, width, height, measure) {
  const wanted = [BigInt(width), BigInt(height)];
  let start = runs.findIndex((run) => (measure.side < 0 ? run[0] > width : run[0] >= width));
  if (start < 0) start = runs.length;
  let best;
  let distance;
  const look = (index) => {
    const wide = BigInt(runs[index][0]);
    const apart = factor(wide, wanted[0]);
    if (distance && compare(times(apart, [1n, 1n], measure.power), distance[0]) > 0) return false;
    for (const tall of candidates(runs[index], measure, wanted)) {
      const size = [wide, BigInt(tall)];
      const found = measure.distance(size, wanted);
      if (!best || nearer(found, size, distance, best, wanted)) [best, distance] = [size, found];
    }
    return true;
  };
  if (measure.side >= 0) for (let index = start; index < runs.length && look(index); index++);
  if (measure.side <= 0) for (let index = start - 1; index >= 0 && look(index); index--);
  return best?.map(Number);
}

/** The heights of a run among which the nearest is: those beside the ideal one. */
export function candidates([width, first, last, step], { side, ideal }, wanted) {
  let [low, high] = [first, last];
  const tall = Number(wanted[1]);
  if (side > 0) low = Math.max(low, Math.ceil(tall / step) * step);
  if (side < 0) high = Math.min(high, Math.floor(tall / step) * step);
  if (low > high) return [];
  const [height, parts] = ideal(wanted, BigInt(width));
  const below = Number(height / parts / BigInt(step)) * step;
  return below < low ? [low] : below >= high ? [high] : [below, below + step];
}

/** Whether a size at distance `a` comes before another at distance `b`. */
function nearer(a, size, b, than, wanted) {
  for (const [index, one] of a.entries()) {
    const order = compare(one, b[index]);
    if (order) return order < 0;
  }
  const [own, other] = [size[0] * size[1], than[0] * than[1]];
  if (own !== other) return own > other;
  const order = compare(shape(size, wanted), shape(than, wanted));
  return order ? order < 0 : size[0] > than[0];
}

/** How a wrong size is repaired: its edges are rounded, but of one with too few or too many pixels the shape is kept. */
export const repairStrategy = ({ least, most }, width, height) => (least <= width * height && width * height <= most ? "closest" : "ratio");

/** The sizes of exactly a ratio, ascending. */
export function ofShape({ runs }, wide, tall) {
  const found = [];
  for (const [width, first, last, step] of runs) {
    const product = BigInt(width) * BigInt(tall);
    const height = Number(product / BigInt(wide));
    const exact = product % BigInt(wide) === 0n;
    if (exact && height >= first && height <= last && (height - first) % step === 0) found.push([width, height]);
  }
  return found;
}

/** The size for a ratio and a number of pixels. */
function ofRatio(sizes, wide, tall, wanted) {
  const target = BigInt(Math.min(Math.max(wanted, sizes.least), sizes.most));
  let best;
  for (const size of ofShape(sizes, wide, tall)) {
    const found = factor(BigInt(size[0] * size[1]), target);
    if (2n * found[0] <= 3n * found[1] && (!best || compare(found, best.factor) <= 0)) best = { factor: found, size };
  }
  return best ? best.size : nearestOf(sizes, ...edgesOf(wide, tall, target), MEASURES.shape);
}

/** The allowed size for what somebody wished, undefined without any. */
function granted(sizes, wish) {
  if (!sizes.runs.length) return undefined;
  if (wish.ratio) return ofRatio(sizes, ...wish.ratio, USUAL);
  return nearestOf(sizes, wish.width, wish.height, MEASURES[repairStrategy(sizes, wish.width, wish.height)]);
}

/** The allowed size that a text means, and whether it says just that; undefined without any. */
export function sizeMeant(sizes, text) {
  const wish = longer(text, 64) ? undefined : wished(text);
  const size = wish && granted(sizes, wish);
  return size && [size.join("x"), wish.literal && size[0] === wish.width && size[1] === wish.height];
}
