/** Checks requests of one operation by its contracts. */
import { findings, holds, soundly } from "./contract.js";
import { applied } from "./edits.js";
import { remedy } from "./names.js";
import { outlined, rendered } from "./report.js";
import { Opaque, visible } from "./text.js";
import { copied, getterOf, isReadable, own, plain } from "./values.js";

const PREFIX = /^[!-~]*$/;

/** What is looked up of an operation. */
export const operationOf = (definition) => ({
  ...definition,
  known: new Map(definition.models.map(([name, contract, end]) => [name, { contract, end }])),
});

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a request has no error. */
export function isValid(operation, request) {
  try {
    if (isObject(request)) {
      const name = Object.hasOwn(request, "model") && getterOf(request, "model") === undefined ? request.model : undefined;
      const model = operation.known.get(name);
      const verdict = model && holds(model.contract, request);
      if (verdict !== undefined) return verdict;
      if (model !== undefined) return soundly(model.contract, copied(request));
    }
  } catch {
    // a value with code of its own got in the way
  }
  return check(operation, request).ok;
}

/** What a check found: the JSON of Python's report.to_dict(), whose text is made when it is read. */
class Report {
  #state;

  constructor(operation, found, request) {
    this.ok = !found.list.some(({ error }) => error);
    this.operation = operation.name;
    this.model = found.model;
    this.#state = { operation, found, request, every: undefined, once: undefined };
  }

  get diagnostics() {
    return (this.#state.once ??= eachFixOnce(this.every()));
  }

  /** Every finding with all its repairs. */
  every() {
    const { operation, found, request } = this.#state;
    return (this.#state.every ??= rendered(operation, found, (edits) => repeated(operation, found.contract, request, edits)));
  }

  /** Rule, severity and pointer of every finding, without the cost of sentences. */
  keys() {
    return this.#state.found.list.map(outlined);
  }

  toJSON() {
    return { ok: this.ok, operation: this.operation, model: this.model, diagnostics: this.diagnostics };
  }
}

/** The diagnostics with each repair at the first of them only that it repairs. */
function eachFixOnce(diagnostics) {
  const said = new Set();
  return diagnostics.map((diagnostic) => {
    const fresh = diagnostic.fixes.filter(({ edits }) => !said.has(JSON.stringify(edits)));
    for (const { edits } of fresh) said.add(JSON.stringify(edits));
    return { ...diagnostic, fixes: fresh };
  });
}

/** Every finding of a request. Throws where `model` is none of the table or `today` no day. */
export function check(operation, request, { model, today } = {}) {
  const fallback = (model ?? undefined) === undefined ? undefined : { name: modelOf(operation, model), said: model };
  const day = (today ?? undefined) === undefined ? 0 : dayNumber(today);
  try {
    const keys = isObject(request) ? Object.keys(request) : undefined;
    if (keys !== undefined && isReadable(request, keys)) return new Report(operation, found(operation, request, fallback, day, keys), request);
    const values = keys === undefined ? plain(request) : copied(request);
    return new Report(operation, found(operation, values, fallback, day), values);
  } catch {
    const values = new Opaque("object");
    return new Report(operation, found(operation, values, fallback, day), values);
  }
}

/** The findings of a repaired request by the same contract; throws where another applies. */
function repeated(operation, contract, request, edits) {
  const repaired = applied(request, edits);
  const isUnnamed = (own(repaired, "model") ?? null) === null;
  if (isUnnamed && defaultModel(operation, repaired) !== defaultModel(operation, request)) throw new RangeError("another contract");
  return findings(contract, repaired);
}

/** The model of a request that names none, "" where there is no default. */
function defaultModel({ fallback }, request) {
  if (!fallback) return "";
  return fallback.when_sent.some((name) => (own(request, name) ?? null) !== null) ? fallback.then : fallback.model;
}

/** What is found in a plain request, and the model and contract that it was judged by. */
function found(operation, request, fallback, day, keys) {
  const { rows, known } = operation;
  const list = [];
  const say = (limit, problem, value, error = true) => list.push({ error, limit, problem, value, at: ["model"], owner: { rule: "model" } });
  if (!isObject(request) || request instanceof Opaque) {
    list.push({ error: true, limit: rows.request, problem: "type", value: request, at: [], owner: { rule: "request" } });
    return { model: "", list };
  }
  const named = own(request, "model");
  let name = "";
  if (typeof named === "string") {
    name = known.has(named) ? named : modelMeant(operation, named) || named;
    if (name !== named && known.has(name)) say(rows.prefixed, "prefixed", named, false);
  } else if (named !== undefined && (named !== null || !rows.type.nullable)) {
    say(rows.type, "type", named);
    return { model: "", list };
  } else if (fallback !== undefined) {
    ({ name } = fallback);
  } else {
    name = defaultModel(operation, request);
    if (rows.named || !name) say(rows.named ?? rows.unnamed, "required", null, !rows.named?.soft);
    if (!name) return { model: "", contract: operation.common, list: findings(operation.common, request, list) };
  }
  const entry = known.get(name);
  if (entry === undefined) {
    const isOther = operation.others.includes(name);
    say(isOther ? rows.served : rows.known, isOther ? "unsupported" : "unknown", named ?? fallback.said);
    return { model: isOther ? name : "", list };
  }
  const { contract, end } = entry;
  const problem = end && ended(end, day || today());
  if (problem) say(end, problem, name, false);
  return { model: name, contract, list: findings(contract, request, list, keys) };
}

const numbered = (date) => Number(date.replaceAll("-", ""));

/** What there is to say of a model that ends; nothing before its notice. */
function ended({ shutdown, notice }, day) {
  if (day >= numbered(shutdown)) return "retired";
  return notice && day < numbered(notice) ? undefined : "deprecated";
}

function today() {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}

/** The model that a name means, by itself or behind prefixes; "" where it means none. */
function modelMeant({ known, others }, name) {
  const isKnown = (text) => known.has(text) || others.includes(text);
  if (isKnown(name)) return name;
  for (let slash = name.indexOf("/"); slash >= 0; slash = name.indexOf("/", slash + 1)) {
    const prefix = name.slice(0, slash);
    const rest = name.slice(slash + 1);
    if (!PREFIX.test(prefix) || !rest) return "";
    if (prefix && isKnown(rest)) return rest;
  }
  return "";
}

/** The model that an argument means. */
export function modelOf(operation, model) {
  const name = typeof model === "string" ? modelMeant(operation, model) : "";
  if (name) return name;
  const said = typeof model === "string" ? `'${visible(model)}'` : typeof model;
  const near = remedy(typeof model === "string" ? model : "", [...operation.known.keys(), ...operation.others]);
  throw new TypeError(`no model ${said}; ${near}`);
}

function dayNumber(date) {
  const time = typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new TypeError("today must be an ISO date such as 2026-05-07");
  }
  return numbered(date);
}
