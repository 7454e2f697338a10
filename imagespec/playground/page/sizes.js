// The sizes that a model takes, as columns [width, least height, greatest height, step], by width.

/** The map that counts for a request: that of a frame where its file has several, `null` where the model takes no sizes. */
export function mapOf(contract, request, maps) {
  if (!contract.sizes) return null;
  const { map, frames } = contract.sizes;
  if (frames && frames.values.includes(request?.[frames.when])) {
    const sent = request[frames.count] ?? frames.default;
    const sheet = frames.sheets.find(([low, high]) => Number.isInteger(sent) && sent >= low && sent <= high);
    return sheet ? { ...maps[sheet[2]], frames: sent } : null;
  }
  return maps[map];
}

/** Width and height of a text such as `1024x1024`, `null` where it says none. */
export function sizeIn(text) {
  const found = typeof text === "string" ? /^([1-9]\d{0,8})x([1-9]\d{0,8})$/.exec(text) : null;
  return found && [Number(found[1]), Number(found[2])];
}

export function named([width, height]) {
  return `${width}x${height}`;
}

/** Whether sizes stand in a region, and not in a short list. */
export function isFree(map) {
  return map.columns.some(([, low, high]) => high > low);
}

export function isAllowed(map, [width, height]) {
  return map.columns.some(([wide, low, high, step]) => wide === width && height >= low && height <= high && (height - low) % step === 0);
}

/** The allowed size nearest to a place on the map. */
export function nearestTo(map, [width, height]) {
  return best(
    map.columns.map((column) => [column[0], fitted(column, height)]),
    ([wide, tall]) => [(wide - width) ** 2 + (tall - height) ** 2],
  );
}

/** The next allowed size in a direction, `[1, 0]` is wider and `[0, -1]` lower; the same where there is none. */
export function stepped(map, size, [across, up]) {
  const [width, height] = size;
  if (across) {
    const beyond = map.columns.filter(([wide]) => (wide - width) * across > 0);
    return (
      best(
        beyond.map((column) => [column[0], fitted(column, height)]),
        ([wide, tall]) => [Math.abs(wide - width), Math.abs(tall - height)],
      ) ?? size
    );
  }
  const beyond = map.columns.flatMap((column) => {
    const tall = next(column, height, up);
    return tall === null ? [] : [[column[0], tall]];
  });
  const same = beyond.filter(([wide]) => wide === width);
  return best(same.length ? same : beyond, ([wide, tall]) => [Math.abs(tall - height), Math.abs(wide - width)]) ?? size;
}

/** The height of a column nearest to another one. */
function fitted([, low, high, step], height) {
  return Math.min(high, Math.max(low, low + Math.round((height - low) / step) * step));
}

function next([, low, high, step], height, up) {
  const found =
    up > 0
      ? Math.max(low, low + (Math.floor((height - low) / step) + 1) * step)
      : Math.min(high, low + (Math.ceil((height - low) / step) - 1) * step);
  return found >= low && found <= high ? found : null;
}

function best(sizes, measure) {
  let found = null;
  let least = null;
  for (const size of sizes) {
    const measured = measure(size);
    const index = least ? measured.findIndex((value, position) => value !== least[position]) : 0;
    if (index >= 0 && (!least || measured[index] < least[index])) [found, least] = [size, measured];
  }
  return found;
}
