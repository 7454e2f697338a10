// One state for the whole page: the text of the request, its operation, and the requests of a file when one is open.
import { createChooser } from "./chooser.js";
import { byId, element, fill, short } from "./dom.js";
import { createEditor } from "./editor.js";
import { createFindings } from "./findings.js";
import { createForm } from "./form.js";
import { linkTo } from "./link.js";
import { createMap } from "./map.js";
import { connect } from "./opening.js";
import { patched } from "./patch.js";
import { parsed, placeOf } from "./places.js";
import { equal, isObject, rewritten, withoutValue, withValue } from "./rewrite.js";
import { isAllowed, mapOf, sizeIn } from "./sizes.js";

const TYPED = "input.type.field"; // changes that soon follow one another are undone together
const MARKED = 200; // most places that are underlined
const STRATEGIES = ["closest", "ratio", "cover", "contain", "area"];
const { operations, models, contracts, maps } = DATA;

let operation = operations[0];
let current = { value: undefined, error: null };
let opened = null;

const editor = createEditor(byId("editor"), update);
const form = createForm(byId("form"), (path, value) => edit(path, value, TYPED));
const findings = createFindings({ verdict: byId("verdict"), list: byId("findings"), all: byId("all-fixes") }, { show, apply, applyAll });
const map = createMap({ section: byId("map-section"), canvas: byId("map"), said: byId("map-said"), beside: byId("map-beside") }, (size) =>
  edit(["size"], size, TYPED),
);
const chooser = createChooser(
  { section: byId("requests"), title: byId("requests-title"), list: byId("requests-list"), pages: byId("requests-pages") },
  openFrom,
);

// -- the state ------------------------------------------------------------------------------------------------------

/** Show what a text comes to, everywhere. */
function update(text) {
  current = parsed(text);
  byId("notice").replaceChildren(); // a link in it is that of another text
  if (opened) opened.requests[opened.index].text = text;
  if (current.error) {
    editor.mark([{ ...current.error, severity: "error" }]);
    findings.broken(current.error);
    form.clear("The form comes back when the text is JSON again.");
    map.show({ map: null });
    chooser.judge("error");
    listModels(undefined);
    return;
  }
  const report = imagespec.check(current.value, operation.name);
  editor.mark(
    report.diagnostics.slice(0, MARKED).map((finding) => ({
      ...placeOf(text, finding),
      severity: finding.severity,
      message: short(finding.message, 600),
      source: finding.rule,
    })),
  );
  findings.report(report);
  chooser.judge(stateOf(report));
  listModels(isObject(current.value) ? current.value.model : undefined);
  showContract(report);
}

/** Show the form and the map of the model that counts: that of the report, of a request without one the one to use. */
function showContract(report) {
  const isKnown = typeof report.model === "string" && Object.hasOwn(operation.models, report.model);
  const isUnnamed = isObject(current.value) && (current.value.model ?? null) === null;
  const model = isKnown ? report.model : isUnnamed ? Object.keys(operation.models)[0] : undefined;
  const contract = model === undefined ? undefined : contracts[operation.models[model]];
  if (!contract) {
    form.clear(
      isObject(current.value)
        ? "What this model takes is not known; choose another above."
        : 'A request is an object, such as {"prompt": "a cat"}.',
    );
    map.show({ map: null });
    return;
  }
  form.show(contract, current.value, report.diagnostics);
  showMap(contract, model, report);
}

function showMap(contract, model, report) {
  const request = current.value;
  const shown = mapOf(contract, request, maps);
  const text = Object.hasOwn(request, "size") ? request.size : undefined;
  const fixes = report.diagnostics.filter((finding) => finding.pointer === "/size").flatMap((finding) => finding.fixes);
  const fixed = fixes.flatMap((fix) => fix.edits).find((one) => one.path === "/size" && one.op !== "remove")?.value;
  map.show({ map: shown, model, text, fixed, near: shown && !shown.frames ? nearestOf(shown, model, text) : [] });
}

/** The nearest sizes by each strategy: where an operation has sizes of its own, those among them. */
function nearestOf(shown, model, text) {
  const asked = sizeIn(text);
  if (!asked) return [];
  const found = new Map();
  for (const name of STRATEGIES) {
    const size = imagespec.nearestSize(model, ...asked, name);
    if (size && isAllowed(shown, sizeIn(size))) found.set(size, [...(found.get(size) ?? []), name]);
  }
  return [...found].map(([size, by]) => ({ name: by.join(", "), size }));
}

function stateOf(report) {
  if (!report.ok) return "error";
  return report.diagnostics.length ? "warning" : "fine";
}

/** Give the value at a path, or take it away where it is `undefined`; `kind` is the event of the editor that it is. */
function edit(path, value, kind = "input") {
  if (current.error && editor.text.trim()) {
    byId("notice").textContent = "The text cannot be read as it is; mend it first.";
    listModels(undefined);
    return;
  }
  const text = isObject(current.value) ? editor.text : "{}";
  editor.write(value === undefined ? withoutValue(text, path) : withValue(text, path, value), kind);
}

function become(request) {
  if (request !== undefined && !equal(request, current.value)) editor.write(rewritten(editor.text, current.value, request));
  byId("verdict").focus();
}

function apply(fix) {
  become(patched(current.value, fix.edits));
}

function applyAll(unsafe) {
  become(imagespec.fix(current.value, operation.name, { unsafe }).request);
}

function show(finding) {
  editor.select(finding.rule ? placeOf(editor.text, finding) : finding);
}

// -- operation and model ----------------------------------------------------------------------------------------------

function listOperations() {
  const list = byId("operation");
  fill(list, ...operations.map(({ name, title }) => element("option", { value: name }, `${name}: ${title}`)));
  list.addEventListener("change", () => {
    setOperation(list.value);
    if (opened) opened.requests[opened.index].operation = operation.name;
    if (!opened && isExample(editor.text)) editor.open(example(operation));
    else update(editor.text);
  });
  byId("model").addEventListener("change", (event) => edit(["model"], event.target.value ? JSON.parse(event.target.value) : undefined));
}

function setOperation(name) {
  operation = operations.find((one) => one.name === name);
  byId("operation").value = name;
  byId("path").textContent = operation.path;
}

function listModels(sent) {
  const list = byId("model");
  const own = Object.keys(operation.models).map((name) => [
    JSON.stringify(name),
    models[name] === name ? name : `${name} \u2013 ${models[name]}`,
  ]);
  const wanted = sent === undefined ? "" : JSON.stringify(sent);
  const known = [["", "None named"], ...own];
  if (!known.some(([value]) => value === wanted)) known.push([wanted, `${short(wanted, 40)}, as in the text`]);
  const options = known.map(([value, text]) => element("option", { value }, text));
  if (list.textContent !== options.map((option) => option.textContent).join("")) fill(list, ...options);
  list.value = wanted;
}

// -- where requests come from -------------------------------------------------------------------------------------------

function example(of) {
  return JSON.stringify(of.example, null, 2);
}

function isExample(text) {
  return operations.some((one) => example(one) === text);
}

function start(name, text) {
  opened = null;
  chooser.close();
  setOperation(name);
  editor.open(text);
}

function openFrom(index) {
  const request = opened.requests[index];
  opened.index = index;
  setOperation(request.operation);
  editor.open(request.text);
}

byId("spec").textContent = imagespec.spec;
listOperations();
const followed = connect({
  operations,
  start,
  list(file, requests) {
    for (const request of requests) {
      request.state = request.broken ? "error" : stateOf(imagespec.check(JSON.parse(request.text), request.operation));
    }
    opened = { requests, index: 0 };
    chooser.show(file, requests);
    openFrom(0);
  },
  reset() {
    if (opened) start(operation.name, example(operation));
    else editor.write(example(operation));
  },
  link: () => linkTo(operation.name, editor.text),
});
if (!followed) start(operation.name, example(operation));
