// The map of sizes: it shows the request's size, and a click, a drag or a key chooses one that is allowed.
import { element, fill } from "./dom.js";
import { draw, frameOf } from "./drawing.js";
import { isAllowed, isFree, named, nearestTo, sizeIn, stepped } from "./sizes.js";

const KEYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FAR = 8;
const WIDEST = 540;

/** The map in elements of the page; `choose(size)` is called with a size that is allowed. */
export function createMap({ section, canvas, said, beside }, choose) {
  let state = null;
  let frame = null;
  let dragged = false;

  function paint() {
    if (!state) return;
    const width = Math.max(240, Math.min(WIDEST, canvas.parentElement.clientWidth));
    if (!dragged || !frame) frame = frameOf(state.map, state.asked, width); // what is dragged keeps its scale
    draw(canvas, frame, state);
  }

  function pick(event) {
    const box = canvas.getBoundingClientRect();
    const place = frame.sizeAt(
      ((event.clientX - box.left) * frame.width) / box.width,
      ((event.clientY - box.top) * frame.height) / box.height,
    );
    const size = nearestTo(state.map, place);
    if (size && named(size) !== state.text) choose(named(size));
  }

  function drop() {
    dragged = false;
    paint();
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!state || event.button) return;
    dragged = true;
    canvas.setPointerCapture(event.pointerId);
    if (event.pointerType !== "touch") pick(event); // a finger may be about to scroll
  });
  canvas.addEventListener("pointermove", (event) => dragged && state && pick(event));
  canvas.addEventListener("pointerup", (event) => {
    if (dragged && state) pick(event);
    drop();
  });
  canvas.addEventListener("pointercancel", drop);
  canvas.addEventListener("keydown", (event) => {
    if (!state || event.ctrlKey || event.metaKey || event.altKey) return;
    const start = state.nearest ?? nearestTo(state.map, [1024, 1024]);
    let size = start;
    if (KEYS[event.key]) {
      const isStart = !state.asked || !isAllowed(state.map, state.asked);
      for (let count = isStart ? 0 : event.shiftKey ? FAR : 1; count > 0; count--) size = stepped(state.map, size, KEYS[event.key]);
    } else if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (named(size) !== state.text) choose(named(size));
  });
  new ResizeObserver(paint).observe(canvas.parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  return {
    /** Show the sizes of a model with that of the request; `map` is `null` where it takes none, `fixed` the size of a fix. */
    show({ map, model, text, fixed, near }) {
      section.hidden = !map;
      if (!map) {
        state = null;
        return;
      }
      const asked = sizeIn(text);
      const fits = asked && isAllowed(map, asked);
      const nearest = fits ? asked : (sizeIn(fixed) ?? (asked && (sizeIn(near[0]?.size) ?? nearestTo(map, asked))));
      state = { map, text, asked, nearest };
      const sentence = verdict(map, text, asked, nearest);
      if (said.textContent !== sentence) said.textContent = sentence;
      canvas.setAttribute("aria-label", `Map of the sizes of ${model}. ${sentence}`);
      fill(beside, ...legend(map), limits(map), ...strategies(near, text, choose));
      paint();
    },
  };
}

/** Whether what is outside the map is taken, with a warning. */
function isAdvice(map) {
  return map.limits.every(([, severity]) => severity !== "error");
}

function verdict(map, text, asked, nearest) {
  if (!asked) return text === undefined ? "The request asks for no size." : `${JSON.stringify(text).slice(0, 40)} is no size in pixels.`;
  const [width, height] = asked;
  const pixels = `${(width * height).toLocaleString("en")} pixels`;
  const word = isAdvice(map) ? "advised" : "allowed";
  if (!isAllowed(map, asked)) return `${named(asked)} is not ${word}; the nearest ${word} size is ${nearest ? named(nearest) : "none"}.`;
  if (map.experimental && width * height > map.experimental) return `${named(asked)} is allowed, but experimental (${pixels}).`;
  return `${named(asked)} is allowed (${pixels}).`;
}

function legend(map) {
  const word = isAdvice(map) ? "advised" : "allowed";
  const rows = [["allowed", word]];
  if (isFree(map) && map.experimental) rows.push(["experimental", `experimental: above ${map.experimental.toLocaleString("en")} pixels`]);
  rows.push(["asked", `asked for, not ${word}`], ["nearest", `asked for and ${word}, or the nearest`]);
  const items = rows.map(([name, text]) => element("li", {}, element("span", { class: `swatch ${name}`, "aria-hidden": "true" }), text));
  return [element("ul", { class: "legend" }, ...items)];
}

function limits(map) {
  const items = map.limits.map(([text, severity]) => element("li", {}, severity === "error" ? text : `advised: ${text}`));
  const frames = map.frames ? `Each of ${map.frames} frames takes` : "It takes";
  return items.length ? element("div", { class: "limits" }, element("p", {}, frames), element("ul", {}, ...items)) : "";
}

function strategies(near, text, choose) {
  const buttons = near
    .filter(({ size }) => size && size !== text)
    .map(({ name, size }) => element("button", { type: "button", id: `near-${name}`, onclick: () => choose(size) }, `${name}: ${size}`));
  return buttons.length ? [element("p", {}, "Nearest by"), element("div", { class: "row" }, ...buttons)] : [];
}
