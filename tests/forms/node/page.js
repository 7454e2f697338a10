// The page of the tests: one form at a time, and what a person could do to it, as functions of the window.
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { sentences } from "./sentences.js";
import { groups } from "./groups.js";
import { rjsf } from "./js/adapters/rjsf.js";
import { check } from "./js/index.js";

const state = { root: null, data: {}, submitted: null, refused: null };
const form = () => document.querySelector("form");
const pause = (time = 0) => new Promise((done) => setTimeout(done, time));

// -- a form -------------------------------------------------------------------------------------------------------

export async function mount({ schema, uiSchema, dressed, checked, form: operation }) {
  state.root?.unmount();
  document.body.replaceChildren(document.createElement("main"));
  Object.assign(state, { root: createRoot(document.querySelector("main")), data: {}, submitted: null, refused: null });
  const watched = {
    schema, validator, key: Math.random(),
    onChange: ({ formData }) => { state.data = formData; },
    onSubmit: ({ formData }) => { state.submitted = formData; },
    onError: (errors) => { state.refused = errors.map(({ stack }) => stack); },
  };
  const said = checked ? rjsf((request) => check(request, operation)) : { transformErrors: sentences(schema) };
  const looks = dressed ? { uiSchema, templates: groups, ...said } : {};
  const start = performance.now();
  flushSync(() => state.root.render(createElement(Form, { ...watched, ...looks })));
  const time = performance.now() - start;
  await pause();
  return time;
}

// -- what a person sees ---------------------------------------------------------------------------------------------

const visible = (element) => element.type !== "hidden" && element.getClientRects().length > 0;
const controls = () => [...form().querySelectorAll("input, select, textarea")].filter(visible);
const buttons = (name) => [...form().querySelectorAll(`.${name} button, button.${name}`)].filter(visible);
const nameOf = (element) => element.id.replace(/^root_/, "").replace(/__(any|one)of_select$/, "");

function leaves(value, path = []) {
  if (value === undefined) return [];
  if (value === null || typeof value !== "object") return [path];
  const inner = Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]));
  return inner.length ? inner : [path];
}

/** The values that would be sent and that no field shows. */
function unseen() {
  const seen = controls().map((element) => element.id);
  const shows = (path) => path.length === 0 || form().querySelector(`fieldset[id="root_${path.join("_")}"]`) || seen.some((id) => id === `root_${path.join("_")}` || id.startsWith(`root_${path.join("_")}_`))
    || (/^\d+$/.test(path.at(-1)) && shows(path.slice(0, -1)));
  return leaves(state.data).filter((path) => path.length && !shows(path)).map((path) => path.join("."));
}

// -- what a person does ---------------------------------------------------------------------------------------------

function set(element, value) {
  const owner = { INPUT: HTMLInputElement, SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement }[element.tagName];
  Object.getOwnPropertyDescriptor(owner.prototype, "value").set.call(element, value);
  element.dispatchEvent(new Event(element.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
}

/** One change of a text or a choice, until the form has taken it. */
export async function type(element, value) {
  const option = element.tagName === "SELECT" && [...element.options].find(({ text }) => text === value);
  set(element, option ? option.value : value);
  await null;
}

export async function fill(element, value) {
  if (element.type === "file") return upload(element, value);
  if (element.type === "checkbox") { if (element.checked !== value) element.click(); }
  else if (element.tagName === "SELECT") {
    const option = [...element.options].find((entry) => entry.text === String(value)) ?? [...element.options].find((entry) => entry.dataset.value === value);
    set(element, option ? option.value : "");
  } else set(element, value);
  await pause();
}

async function upload(element, files) {
  const transfer = new DataTransfer();
  for (const { name, type, bytes } of files) {
    transfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name, { type }));
  }
  if (!element.multiple && transfer.files.length > 1) while (transfer.items.length > 1) transfer.items.remove(1);
  element.files = transfer.files;
  const before = JSON.stringify(state.data);
  element.dispatchEvent(new Event("change", { bubbles: true }));
  for (let wait = 0; wait < 50 && JSON.stringify(state.data) === before; wait++) await pause(2);
}

export async function submit() {
  state.submitted = state.refused = null;
  const speaks = form().querySelector(":invalid:not(fieldset)");
  form().requestSubmit();
  await pause();
  const page = [...form().querySelectorAll(".error-detail, .panel.errors li, .errors li")].map((entry) => entry.textContent);
  return {
    accepted: state.submitted !== null,
    data: structuredClone(state.data),
    browser: speaks ? `${nameOf(speaks)}: ${speaks.validationMessage}` : "",
    errors: state.refused ?? [],
    page,
    unseen: unseen(),
  };
}

export const tools = { state, pause, controls, buttons, nameOf, form, visible };
