/** What nearest can mean, and the good sizes of a ratio. */
import { candidates, compare, edges, inShape, MEASURES, ofShape, pixels, shape, times } from "./nearest.js";

/** The longest edge to which a nearest size is looked for. */
export const LONGEST = 10 ** 9 - 1;

/** The factor of the edge that changes most, then that of the ratio. */
const widest = (size, wanted) => {
  const [wide, tall] = edges(size, wanted);
  return [compare(wide, tall) >= 0 ? wide : tall, shape(size, wanted)];
};

/** The strategies by name. */
export const STRATEGIES = {
  closest: MEASURES.closest,
  ratio: MEASURES.ratio,
  cover: { distance: widest, ideal: inShape, power: 1n, side: 1 },
  contain: { distance: widest, ideal: inShape, power: 1n, side: -1 },
  area: {
    distance: (size, wanted) => [times(pixels(size, wanted), shape(size, wanted), 2n)],
    ideal: (wanted, width) => [wanted[0] * wanted[1], width],
    power: 2n,
    side: 0,
  },
};

const BAND = 500_000;

/** The good sizes for a ratio, ascending in pixels: those of exactly that ratio, and of each band without one the nearest within 2 %. */
export function goodSizes(sizes, wide, tall) {
  const exact = ofShape(sizes, wide, tall);
  const bands = new Set(exact.map(([width, height]) => Math.floor((width * height) / BAND)));
  const found = new Map();
  const wanted = [BigInt(wide), BigInt(tall)];
  for (const run of sizes.runs) {
    for (const height of candidates(run, MEASURES.shape, wanted)) {
      const off = shape([BigInt(run[0]), BigInt(height)], wanted);
      const band = Math.floor((run[0] * height) / BAND);
      if (bands.has(band) || off[0] * 100n > off[1] * 102n) continue;
      if (!found.has(band) || compare(off, found.get(band).off) <= 0) found.set(band, { off, size: [run[0], height] });
    }
  }
  const every = [...exact, ...[...found.values()].map(({ size }) => size)];
  return every.sort((a, b) => a[0] * a[1] - b[0] * b[1] || a[0] - b[0] || a[1] - b[1]);
}
