/** Checks requests of one operation by its contracts. */
import { applied, pointerOf } from "./edits.js";
import { fixed } from "./fixing.js";
import { remedy } from "./names.js";
import { findings, holds } from "./contract.js";
import { described } from "./described.js";
import { rendered } from "./report.js";
import { Opaque, visible } from "./text.js";
import { own, plain, readable } from "./values.js";

const PREFIX = /^[!-~]*$/;

/** The face of an operation. */
export function operation(definition) {
  const known = new Map(definition.models.map(([name, contract, end]) => [name, { contract, end }]));
  const others = new Set(definition.others);
  const operation = { ...definition, known, others };
  const face = {
    check: (request, options) => checked(operation, request, options),
    isValid: (request) => isValid(operation, request),
    fix: (request, options = {}) => fixed((one) => checked(operation, one, options), request, Boolean(options?.unsafe)),
    contract: (model) => described(operation, modelOf(operation, model)),
  };
  const models = [...known.keys()];
  return { ...face, models, name: definition.name, definition: operation, meant: (model) => modelOf(operation, model) };
}

function isValid(operation, request) {
  try {
    if (typeof request === "object" && request !== null && !Array.isArray(request)) {
      const values = readable(request);
      const model = Object.hasOwn(values, "model") ? operation.known.get(values.model) : undefined;
      if (model !== undefined) return holds(model.contract, values);
    }
  } catch {
    // a value with code of its own got in the way
  }
  return checked(operation, request).ok;
}

const today = () => {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
};

/** Every finding of a request, as Python's report.to_dict() says it; text is made when `diagnostics` is read. */
function checked(operation, request, { model, today: day } = {}) {
  const fallback = model === undefined || model === null ? undefined : { name: modelOf(operation, model), said: model };
  const date = day === undefined || day === null ? 0 : dayNumber(day);
  let values;
  try {
    const isRequest = typeof request === "object" && request !== null && !Array.isArray(request);
    values = isRequest ? readable(request) : plain(request);
  } catch {
    values = new Opaque("object");
  }
  return report(operation, found(operation, values, fallback, date), values);
}

function report(operation, { model, contract, list }, request) {
  let every;
  let once;
  const render = () => (every ??= list.length ? rendered(operation, model, list, request, (edits) => again(operation, contract, request, edits)) : []);
  const result = { ok: !list.some((finding) => finding.error), operation: operation.name, model };
  Object.defineProperty(result, "diagnostics", { enumerable: true, get: () => (once ??= eachFixOnce(render())) });
  Object.defineProperty(result, "repairs", { value: () => render().map(({ fixes }) => fixes) });
  Object.defineProperty(result, "keys", {
    value: () => list.map(({ owner, problem, at, error }) => `${owner.rule}.${problem} ${error} ${pointerOf(at)}`),
  });
  return result;
}

/** The diagnostics with each repair at the first of them only that it repairs. */
function eachFixOnce(diagnostics) {
  const said = new Set();
  return diagnostics.map((diagnostic) => {
    const fresh = diagnostic.fixes.filter(({ edits }) => !said.has(JSON.stringify(edits)));
    for (const { edits } of fresh) said.add(JSON.stringify(edits));
    return fresh.length === diagnostic.fixes.length ? diagnostic : { ...diagnostic, fixes: fresh };
  });
}

/** The findings of a repaired request by the same contract; throws where another applies. */
function again(operation, contract, request, edits) {
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
function found(operation, request, fallback, day) {
  const { rows } = operation;
  const list = [];
  const say = (limit, problem, value, error, at = ["model"]) => {
    const rule = at.length ? "model" : "request";
    list.push({ error, limit, problem, value, at, owner: { rule } });
  };
  if (typeof request !== "object" || request === null || Array.isArray(request) || request instanceof Opaque) {
    say(rows.request, "type", request, true, []);
    return { model: "", list };
  }
  const named = own(request, "model");
  let name = "";
  if (typeof named === "string") {
    const meant = modelMeant(operation, named);
    name = meant || named;
    if (meant && meant !== named && operation.known.has(meant)) say(rows.prefixed, "prefixed", named, false);
  } else if (named !== undefined && (named !== null || !rows.type.nullable)) {
    say(rows.type, "type", named, true);
    return { model: "", list };
  } else if (fallback !== undefined) {
    name = fallback.name;
  } else {
    name = defaultModel(operation, request);
    if (rows.named || !name) say(rows.named ?? rows.unnamed, "required", null, !rows.named || Boolean(operation.named_is_error));
    if (!name) {
      findings(operation.common, request, list);
      return { model: "", contract: operation.common, list };
    }
  }
  const entry = operation.known.get(name);
  if (entry === undefined) {
    const other = operation.others.has(name);
    const value = named ?? fallback.said;
    if (other) say(rows.served, "unsupported", value, true);
    else say(rows.known, "unknown", value, true);
    return { model: other ? name : "", list };
  }
  if (entry.end) lifecycle(entry.end, name, day || today(), say);
  findings(entry.contract, request, list);
  return { model: name, contract: entry.contract, list };
}

/** What there is to say of a model that ends. */
function lifecycle(end, name, day, say) {
  const number = (date) => Number(date.replaceAll("-", ""));
  if (end.notice && day < number(end.notice)) return;
  const problem = day >= number(end.shutdown) ? "retired" : "deprecated";
  say(end, problem, name, false);
}

/** The model that a name means, by itself or behind prefixes; "" where it means none. */
function modelMeant({ known, others }, name) {
  const isKnown = (text) => known.has(text) || others.has(text);
  if (isKnown(name)) return name;
  for (let slash = name.indexOf("/"); slash >= 0; slash = name.indexOf("/", slash + 1)) {
    const prefix = name.slice(0, slash);
    const rest = name.slice(slash + 1);
    if (!PREFIX.test(prefix) || !rest) return "";
    if (prefix && isKnown(rest)) return rest;
  }
  return "";
}

function modelOf(operation, model) {
  const name = typeof model === "string" ? modelMeant(operation, model) : "";
  if (name) return name;
  const said = typeof model === "string" ? `'${visible(model)}'` : typeof model;
  throw new TypeError(`no model ${said}; ${remedy(String(model), [...operation.known.keys(), ...[...operation.others].sort()])}`);
}

function dayNumber(date) {
  const number = typeof date === "string" && /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) ? Number(date.replaceAll("-", "")) : 0;
  if (!number || new Date(date).toISOString().slice(0, 10) !== date) throw new TypeError("today must be an ISO date such as 2026-05-07");
  return number;
}
