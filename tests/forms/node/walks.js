// Walks over a form, in the page: one straight to the end, one between two models, one at random.
import { fill, mount, submit, tools, type } from "./page.js";

const { state, controls, buttons, nameOf, pause, form } = tools;

/** Numbers from a seed, the same on every machine. */
function dice(seed) {
  let value = seed >>> 0 || 1;
  const next = () => {
    value = (value + 0x6d2b79f5) | 0;
    let mixed = Math.imul(value ^ (value >>> 15), 1 | value);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { chance: (odds) => next() < odds, pick: (list) => list[Math.floor(next() * list.length)] };
}

const modelField = () => document.getElementById("root_model");
const labels = (select) => [...select.options].filter((option) => option.value !== "").map((option) => option.text);

async function choose(title) {
  await fill(modelField(), title);
}

const last = (name) => name.split("_").filter((part) => !/^\d+$/.test(part));

/** The samples for a field: by its name, else by the end of its name. */
function samplesOf(samples, element) {
  const name = nameOf(element);
  if (samples[name]) return samples[name];
  const parts = last(name);
  for (let start = 0; start < parts.length; start++) {
    const key = parts.slice(start).join("_");
    if (samples[key]) return samples[key];
  }
  return { good: ["text"], common: ["text"], edge: ["", "text"] };
}

/** A right value for a field that may be anything by its own limits. */
function goodValue(job, element, roll) {
  if (element.tagName === "SELECT") return roll.pick(labels(element));
  if (element.type === "checkbox") return true;
  if (element.type === "file") return roll.pick(job.files.good).slice(0, element.multiple ? 16 : 1);
  const found = samplesOf(job.samples, element);
  const good = job.kind === "switched" && roll.chance(0.9) ? found.common : found.good;
  if (element.type === "number" || element.type === "range") return String(bounded(element, Number(roll.pick(good))));
  return String(roll.pick(good));
}

const bounded = (element, number) => Math.min(element.max === "" ? number : Number(element.max), Math.max(element.min === "" ? number : Number(element.min), number));

function anyValue(job, element, roll) {
  if (roll.chance(0.55)) return goodValue(job, element, roll);
  if (element.tagName === "SELECT") return roll.pick(["", ...labels(element)]);
  if (element.type === "checkbox") return roll.chance(0.5);
  if (element.type === "file") return roll.pick([...job.files.good, ...job.files.edge]);
  return String(roll.pick(samplesOf(job.samples, element).edge) ?? "");
}

const others = () => controls().filter((element) => element !== modelField() && !/__(any|one)of_select$/.test(element.id));
const choosers = () => controls().filter((element) => /__(any|one)of_select$/.test(element.id));

/** Everything that a form asks for. */
async function fillRequired(job, roll) {
  for (let round = 0; round < 4; round++) {
    for (const add of buttons("rjsf-array-item-add")) if (round === 0 && needsEntries(add)) { add.click(); await pause(); }
    const open = others().filter((element) => document.contains(element) && needed(element) && empty(element));
    for (const element of open) if (document.contains(element)) await fill(element, goodValue(job, element, roll));
    if (!open.length) break;
  }
}

const needed = (element) => element.required || (element.type === "file" && element.closest(".rjsf-field, .form-group")?.querySelector(".required"));
const empty = (element) => (element.type === "file" ? !element.closest(".rjsf-field, .form-group").querySelector(".file-info li") : element.value === "");
const needsEntries = (add) => !add.closest("fieldset").querySelector(".rjsf-array-item");

/** Every field that shows, and those that come of filling them. */
async function fillAll(job, roll) {
  const done = new Set(["model"]);
  for (let round = 0; round < 30; round++) {
    const chooser = choosers().find((element) => !done.has(element.id));
    if (chooser) { done.add(chooser.id); await fill(chooser, labels(chooser).at(-1)); continue; }
    const add = buttons("rjsf-array-item-add").find((button) => needsEntries(button));
    if (add && !done.has(add.id)) { done.add(add.id); add.click(); await pause(); continue; }
    const next = others().find((element) => !done.has(element.id) && (element.type === "file" || element.type === "range" || empty(element) || element.type === "checkbox"));
    if (!next) break;
    done.add(next.id);
    await fill(next, goodValue(job, next, roll));
  }
}

/** From the empty page: choose, fill in what is asked for, submit. */
async function straight(job) {
  await mount(job);
  const before = { fields: controls().map(nameOf), data: structuredClone(state.data) };
  if (job.model) await choose(job.model);
  await fillRequired(job, dice(job.seed));
  return { before, steps: [await submit()] };
}

/** Every field of one model filled in, another model chosen, submitted. */
async function switched(job) {
  await mount(job);
  const roll = dice(job.seed);
  await choose(job.from);
  await fillRequired(job, roll);
  await fillAll(job, roll);
  const filled = structuredClone(state.data);
  await choose(job.to);
  await fillRequired(job, roll);
  return { filled: Object.keys(filled), steps: [await submit()] };
}

/** Fill, clear, switch, submit at random; at the end once more. */
async function random(job) {
  await mount(job);
  const roll = dice(job.seed);
  const steps = [];
  for (let step = 0; step < job.length; step++) {
    const act = roll.pick(["fill", "fill", "fill", "fill", "switch", "option", "add", "remove", "clear", "submit"]);
    if (act === "switch") await choose(roll.pick(["", ...labels(modelField())]));
    else if (act === "option" && choosers().length) { const chooser = roll.pick(choosers()); await fill(chooser, roll.pick(labels(chooser))); }
    else if (act === "add" && buttons("rjsf-array-item-add").length) { roll.pick(buttons("rjsf-array-item-add")).click(); await pause(); }
    else if (act === "remove" && buttons("rjsf-array-item-remove").length) { roll.pick(buttons("rjsf-array-item-remove")).click(); await pause(); }
    else if (act === "submit") steps.push(await submit());
    else {
      const element = roll.pick(others());
      const clears = act === "clear" && element.type !== "file" && element.type !== "range" && element.type !== "checkbox";
      await fill(element, clears ? "" : anyValue(job, element, roll));
    }
  }
  steps.push(await submit());
  return { steps };
}

/** How long the first rendering, a choice of the model and keystrokes take until the page has changed, in milliseconds. */
async function timed(job) {
  const first = await mount(job);
  const took = async (element, value, list) => {
    const start = performance.now();
    await type(element, value);
    list.push(performance.now() - start);
    await pause();
  };
  const switches = [];
  const strokes = [];
  for (const model of job.models) await took(modelField(), model, switches);
  const prompt = document.getElementById("root_prompt");
  for (let round = 0; round < 60; round++) await took(prompt, `${prompt.value}a`, strokes);
  const middle = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
  return { first, switch: middle(switches), stroke: middle(strokes), data: structuredClone(state.data) };
}

window.jobs = { straight, switched, random, timed, mount, fillAll: (job) => fillAll(job, dice(job.seed)), choose, submit, form };
