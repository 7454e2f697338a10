/** Checks requests of one operation by its contracts. */
import { contractOf, isError, isWrong, walk } from "./contract.js";
import { applied } from "./edits.js";
import { remedy } from "./names.js";
import { outlined, rendered } from "./report.js";
import { Opaque, visible } from "./text.js";
import { copied, described, isData, isObject, own, plain } from "./values.js";

const PREFIX = /^[!-~]*$/;
const MODEL = ["model"];
const OF_MODEL = { rule: "model" };

/** What is looked up of an operation. */
export function operationOf(definition) {
  const { models, rows } = definition;
  const contracts = definition.contracts.map((row) => contractOf(definition, row));
  const names = models.map(([name]) => name);
  const known = { models: names, ...rows.known };
  return {
    ...definition,
    rows: { ...rows, known, served: { models: names, ...rows.served } },
    every: known.models,
    common: contracts[definition.common],
    known: new Map(models.map(([name, contract, end]) => [name, { contract: contracts[contract], end }])),
  };
}

/** Whether a request has no error. */
export function isValid(operation, request) {
  try {
    const model = isObject(request) ? operation.known.get(described(request, "model")?.value) : undefined;
    const verdict = model && isWrong(model.contract, request);
    if (verdict !== undefined) return !verdict;
  } catch {
    // a value with code of its own got in the way
  }
  return isOk(judgement(operation, request));
}

const isOk = ({ list }) => !list.some(({ error }) => error);

/** What a check found: the JSON of Python's report.to_dict(), whose text is made when it is read. */
class Report {
  #state;

  constructor(operation, found) {
    this.ok = isOk(found);
    this.operation = operation.name;
    this.model = found.model;
    this.#state = { operation, found, every: undefined, once: undefined };
  }

  get diagnostics() {
    return (this.#state.once ??= eachFixOnce(this.every()));
  }

  /** Every finding with all its repairs. */
  every() {
    const { operation, found } = this.#state;
    return (this.#state.every ??= rendered(operation, found, (edits) => repeated(operation, found, edits)));
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
  if (diagnostics.length < 2) return diagnostics;
  const said = new Set();
  return diagnostics.map((diagnostic) => {
    const keys = diagnostic.fixes.map(({ edits }) => JSON.stringify(edits));
    const fresh = diagnostic.fixes.filter((_, index) => !said.has(keys[index]));
    for (const key of keys) said.add(key);
    return fresh.length === keys.length ? diagnostic : { ...diagnostic, fixes: fresh };
  });
}

/** Every finding of a request. Throws where `model` is none of the table or `today` no day. */
export function check(operation, request, { model, today } = {}) {
  const fallback = (model ?? undefined) === undefined ? undefined : { name: modelOf(operation, model), said: model };
  const day = (today ?? undefined) === undefined ? undefined : dayNumber(today);
  return new Report(operation, judgement(operation, request, fallback, day));
}

/** What is found in any value, and the plain one in its place that was judged. */
function judgement(operation, request, fallback, day) {
  const judged = (values) => ({ request: values, ...found(operation, values, fallback, day) });
  try {
    return judged(!isObject(request) ? plain(request) : isData(request, 1) ? request : copied(request));
  } catch {
    return judged(new Opaque("object"));
  }
}

/** What `walk` is to tell so that it is kept in a list. */
const into = (list) => (limit, problem, value, at, owner) =>
  void list.push({ error: isError(limit, problem), limit, problem, value, at, owner });

/** The findings of a repaired request by the same contract; throws where another applies. */
function repeated(operation, { contract, request }, edits) {
  const repaired = applied(request, edits);
  const isUnnamed = (own(repaired, "model") ?? null) === null;
  if (isUnnamed && defaultModel(operation, repaired) !== defaultModel(operation, request)) throw new RangeError("another contract");
  const list = [];
  walk(contract, repaired, into(list));
  return list;
}

/** The model of a request that names none, "" where there is no default. */
function defaultModel({ fallback }, request) {
  if (!fallback) return "";
  return fallback.when_sent.some((name) => (own(request, name) ?? null) !== null) ? fallback.then : fallback.model;
}

/** What is found in a plain request, and the model and contract that it was judged by. */
function found(operation, request, fallback, day) {
  const { rows, known } = operation;
  const list = [];
  const say = into(list);
  const sayOfModel = (limit, problem, value) => say(limit, problem, value, MODEL, OF_MODEL);
  const ended = (name = "", contract) => {
    if (contract) walk(contract, request, say);
    return { model: name, contract, list };
  };
  if (!isObject(request)) {
    say(rows.request, "type", request, [], { rule: "request" });
    return ended();
  }
  const named = own(request, "model");
  let name = "";
  if (typeof named === "string") {
    name = known.has(named) ? named : modelMeant(operation, named) || named;
    if (name !== named && known.has(name)) sayOfModel(rows.prefixed, "prefixed", named);
  } else if (named !== undefined && (named !== null || !rows.type.nullable)) {
    sayOfModel(rows.type, "type", named);
    return ended();
  } else if (fallback !== undefined) {
    ({ name } = fallback);
  } else {
    name = defaultModel(operation, request);
    if (rows.named || !name) sayOfModel(rows.named ?? rows.unnamed, "required", null);
    if (!name) return ended("", operation.common);
  }
  const entry = known.get(name);
  if (entry === undefined) {
    const isOther = operation.every.includes(name);
    sayOfModel(isOther ? rows.served : rows.known, isOther ? "unsupported" : "unknown", named ?? fallback.said);
    return ended(isOther ? name : "");
  }
  const { contract, end } = entry;
  const problem = end && stage(end, day ?? today());
  if (problem) sayOfModel(end, problem, name);
  return ended(name, contract);
}

const numbered = (date) => Number(date.replaceAll("-", ""));

/** What there is to say of a model that ends; nothing before its notice. */
function stage({ shutdown, notice }, day) {
  if (day >= numbered(shutdown)) return "retired";
  return notice && day < numbered(notice) ? undefined : "deprecated";
}

function today() {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}

/** The model that a name means, by itself or behind prefixes; "" where it means none. */
function modelMeant({ every }, name) {
  const isKnown = (text) => every.includes(text);
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
  const near = remedy(typeof model === "string" ? model : "", operation.every);
  throw new TypeError(`no model ${said}; ${near}`);
}

function dayNumber(date) {
  const time = typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new TypeError("today must be an ISO date such as 2026-05-07");
  }
  return numbered(date);
}
