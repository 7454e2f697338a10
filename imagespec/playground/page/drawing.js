// The map of sizes on a canvas: width to the right, height upwards, in pixels.
import { isFree, named } from "./sizes.js";

const LEFT = 48;
const TOP = 26;
const RIGHT = 40;
const BOTTOM = 30;
const RATIOS = [
  [1, 1],
  [4, 3],
  [3, 2],
  [16, 9],
  [2, 1],
  [3, 1],
];
const CROWDED = ["3:2", "2:1"]; // not named on a small map
const SMALL = 400;
const BEYOND = 3;

/** Where sizes stand on a canvas of a width, for a map and the size that is asked for. */
export function frameOf(map, asked, width) {
  const longest = Math.max(...map.columns.map(([wide, , high]) => Math.max(wide, high)));
  const wanted = asked && Math.max(...asked) <= BEYOND * longest ? Math.max(...asked) : 0;
  const most = Math.max(longest, wanted) * (isFree(map) ? 1.06 : 1.15);
  const side = width - LEFT - RIGHT;
  return {
    most,
    side,
    width,
    height: side + TOP + BOTTOM,
    at: ([wide, tall]) => [LEFT + (side * wide) / most, TOP + side - (side * tall) / most],
    sizeAt: (x, y) => [((x - LEFT) * most) / side, ((TOP + side - y) * most) / side],
  };
}

/** Draw a map with the size that is asked for and the nearest that is allowed. */
export function draw(canvas, frame, { map, asked, nearest }) {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(frame.width * scale);
  canvas.height = Math.round(frame.height * scale);
  const pen = canvas.getContext("2d");
  const styles = getComputedStyle(canvas);
  const colour = (name) => styles.getPropertyValue(`--${name}`).trim();
  const kit = { pen, frame, colour };
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, frame.width, frame.height);
  pen.font = `11px ${styles.fontFamily}`;
  axes(kit);
  if (isFree(map)) region(kit, map);
  else for (const [wide, tall] of map.columns) listed(kit, [wide, tall], nearest && named(nearest) === named([wide, tall]));
  ratios(kit);
  marks(kit, asked, nearest);
}

function axes({ pen, frame, colour }) {
  pen.fillStyle = colour("field");
  pen.strokeStyle = colour("edge");
  pen.fillRect(LEFT, TOP, frame.side, frame.side);
  const step = [64, 128, 256, 512, 1024, 2048, 4096].find((size) => frame.most / size <= 6) ?? 10 ** Math.floor(Math.log10(frame.most));
  pen.fillStyle = colour("quiet");
  for (let value = 0; value <= frame.most; value += step) {
    const [x, y] = frame.at([value, value]);
    line(pen, [x, TOP], [x, TOP + frame.side]);
    line(pen, [LEFT, y], [LEFT + frame.side, y]);
    pen.textAlign = "center";
    pen.fillText(String(value), x, TOP + frame.side + 15);
    pen.textAlign = "right";
    pen.fillText(String(value), LEFT - 6, y + 4);
  }
  pen.fillText("width", LEFT + frame.side, TOP + frame.side + 28);
  pen.fillText("height", LEFT - 6, TOP - 12);
}

function region(kit, map) {
  const { pen, frame, colour } = kit;
  const upper = map.columns.map(([wide, , high]) => frame.at([wide, high]));
  const lower = map.columns.map(([wide, low]) => frame.at([wide, low])).reverse();
  outline(pen, [...upper, ...lower]);
  pen.fillStyle = colour("allowed");
  pen.strokeStyle = colour("allowed-edge");
  pen.fill();
  pen.stroke();
  const far = map.experimental ? map.columns.filter(([wide, , high]) => wide * high > map.experimental) : [];
  if (far.length) experimental(kit, map, far);
}

function experimental({ pen, frame, colour }, map, columns) {
  const high = columns.map(([wide, , tall]) => frame.at([wide, tall]));
  const low = columns.map(([wide, tall]) => frame.at([wide, Math.max(tall, map.experimental / wide)])).reverse();
  outline(pen, [...high, ...low]);
  pen.save();
  pen.clip();
  pen.strokeStyle = colour("experimental");
  pen.lineWidth = 1.4;
  for (let offset = -frame.side; offset < 2 * frame.side; offset += 8)
    line(pen, [LEFT + offset, TOP + frame.side], [LEFT + offset + frame.side, TOP]);
  pen.restore();
  outline(pen, [...high, ...low]);
  pen.strokeStyle = colour("experimental");
  pen.stroke();
}

function ratios({ pen, frame, colour }) {
  pen.save();
  pen.strokeStyle = colour("ratio");
  pen.fillStyle = colour("quiet");
  pen.setLineDash([3, 4]);
  for (const [wide, tall] of RATIOS) {
    const isNamed = frame.side > SMALL || !CROWDED.includes(`${wide}:${tall}`);
    const [fromX, fromY] = frame.at([0, 0]);
    const [x, y] = frame.at([frame.most, (frame.most * tall) / wide]);
    line(pen, [fromX, fromY], [x, y]);
    pen.textAlign = "left";
    if (isNamed) pen.fillText(`${wide}:${tall}`, x + 4, y + 4);
    if (wide === tall) continue;
    const [right, top] = frame.at([(frame.most * tall) / wide, frame.most]);
    line(pen, [fromX, fromY], [right, top]);
    pen.textAlign = "center";
    if (isNamed) pen.fillText(`${tall}:${wide}`, right, top - 4);
  }
  pen.restore();
}

function listed(kit, size, isMarked) {
  const { pen, frame, colour } = kit;
  dot(pen, frame.at(size), 6, colour("allowed-edge"));
  if (!isMarked) label(kit, size, { fill: colour("quiet"), lower: 20, align: "center" });
}

function marks(kit, asked, nearest) {
  const { pen, frame, colour } = kit;
  const inside = asked && Math.max(...asked) <= frame.most;
  const same = asked && nearest && named(asked) === named(nearest);
  if (asked && !same && inside) {
    pen.strokeStyle = colour("error");
    pen.lineWidth = 2;
    if (nearest) line(pen, frame.at(asked), frame.at(nearest));
    pen.beginPath();
    pen.arc(...frame.at(asked), 7, 0, 2 * Math.PI);
    pen.stroke();
  }
  if (nearest) {
    dot(pen, frame.at(nearest), 5, colour("ink"));
    label(kit, nearest, { fill: colour("ink"), lower: -10, weight: "bold " });
  }
}

/** A size beside its mark, on the side with room for it, or below it. */
function label({ pen, frame, colour }, size, { fill, lower, weight = "", align }) {
  const [x, y] = frame.at(size);
  const side = align ?? (x + 96 > frame.width ? "right" : "left");
  const place = x + { left: 9, right: -9, center: 0 }[side];
  pen.save();
  pen.font = `${weight}12px ${getComputedStyle(pen.canvas).fontFamily}`;
  pen.textAlign = side;
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  pen.strokeStyle = colour("field");
  pen.fillStyle = fill;
  pen.strokeText(named(size), place, y + lower);
  pen.fillText(named(size), place, y + lower);
  pen.restore();
}

function dot(pen, [x, y], radius, fill) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

function line(pen, from, to) {
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
}

function outline(pen, points) {
  pen.beginPath();
  points.forEach((point, index) => (index ? pen.lineTo(...point) : pen.moveTo(...point)));
  pen.closePath();
}
