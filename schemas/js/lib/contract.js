/** Goes through a request by a contract: its parameters in the order of the table, what is between them, and the keys that are left. */
import { own } from "./values.js";

/** A parameter. `read` answers the value as its limits see it, `test` whether one of them stops the check. */
export const parameter = ({ name, rule = name, names = [name], type, read, limits = [], test, ...more }) => ({
  name,
  rule,
  names,
  type,
  read,
  limits,
  test,
  doubt: more.doubt,
  required: more.required,
  once: more.once,
  numbered: Boolean(more.numbered),
  instead_of: more.instead_of ?? [],
  ofArrays: more.ofArrays,
  fields: more.fields,
  item: more.item,
  unknown: more.unknown,
  default: more.default,
});

/** What one model takes. */
export const contractOf = (parameters, between, unsupported, unknown) => ({ parameters, between, unsupported, unknown, entries: undefined });

/** What stops at the first error, for a verdict; and what collects all findings. Both answer whether to stop. */
const verdict = { error: () => true, warning: () => false };
const collecting = (list) => ({
  error: (limit, problem, value, at, owner) => void list.push({ error: true, limit, problem, value, at, owner }),
  warning: (limit, problem, value, at, owner) => void list.push({ error: false, limit, problem, value, at, owner }),
});

/** The parameters of a contract by their names, each with what is between it and others. */
function entriesOf(contract) {
  const entries = new Map();
  for (const parameter of contract.parameters) {
    const between = contract.between.filter(({ of }) => of[0] === parameter);
    for (const name of parameter.names) entries.set(name, { parameter, between: between.length ? between : undefined });
  }
  contract.required = contract.parameters.filter(({ required }) => required);
  contract.careful = contract.parameters.some(({ once }) => once);
  return (contract.entries = entries);
}

/** Whether a plain request has no error. */
export function holds(contract, request) {
  const entries = contract.entries ?? entriesOf(contract);
  const keys = Object.keys(request);
  let pending;
  let once;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    const value = request[key];
    if (value === undefined || key === "model") continue;
    const entry = entries.get(key);
    if (entry === undefined) {
      if (contract.careful && key.endsWith("]")) return !findings(contract, request).some(({ error }) => error);
      if (contract.unsupported.some(([name, , soft]) => soft && name === key)) continue;
      return false;
    }
    if (judged(entry.parameter, value, verdict, undefined, request)) return false;
    if (entry.parameter.once !== undefined) {
      if (once === entry.parameter) return false;
      once = entry.parameter;
    }
    if (entry.between !== undefined && value !== null) (pending ??= []).push(...entry.between);
  }
  for (let index = 0; index < contract.required.length; index++) {
    if (isAbsent(contract.required[index], request)) return false;
  }
  return pending === undefined || !pending.some((between) => judgedBetween(between, request, verdict, undefined));
}

const isAbsent = ({ names, instead_of: others }, request) =>
  !names.some((name) => own(request, name) !== undefined) && !others.some((name) => own(request, name) !== undefined);

/** Every finding of a plain request, in the order of the table. */
export function findings(contract, request, list = []) {
  const to = collecting(list);
  const known = contract.entries ?? entriesOf(contract);
  const spelled = new Set(["model"]);
  for (const parameter of contract.parameters) {
    for (const name of parameter.names) {
      const value = own(request, name);
      if (value !== undefined) judged(parameter, value, to, [name], request);
    }
    const entries = parameter.once ? spelledOnce(parameter, request, to) : [];
    for (const [, key] of entries) spelled.add(key);
    if (parameter.required && !entries.length && isAbsent(parameter, request)) {
      to.error(parameter.required, "required", null, [parameter.name], { rule: parameter.rule });
    }
  }
  for (const between of contract.between) judgedBetween(between, request, to, list);
  leftovers(contract, request, to, (key) => known.has(key) || spelled.has(key));
  return list;
}

/** The keys that no parameter accounts for. */
function leftovers({ unsupported, unknown, parameters }, request, to, isKnown) {
  const keys = Object.keys(request).filter((key) => request[key] !== undefined && !isKnown(key));
  if (!keys.length) return;
  const names = new Set(unsupported.map(([name]) => name));
  for (const [name, limit, soft, beside] of unsupported) {
    const value = own(request, name);
    if (value === undefined) continue;
    const renamed = limit.renamed && parameters.find((parameter) => parameter.name === limit.renamed);
    const taken = renamed && renamed.names.some((other) => own(request, other) !== undefined);
    const owner = { rule: name.endsWith("[]") ? name.slice(0, -2) : name };
    to[soft ? "warning" : "error"](taken ? beside : limit, "unsupported", value, [name], owner);
  }
  for (const key of keys) {
    if (!names.has(key)) to.error(unknown, "unknown", request[key], [key], { rule: "parameter" });
  }
}

/** Whether a value stops the check: null, then its type, then its limits, then what is inside it. */
function judged(parameter, value, to, at, request) {
  const { type, read } = parameter;
  if (read === undefined) return false; // any value
  if (type.name === "files") return judgedFiles(parameter, value, to, at, request);
  if (value === null && type.nullable) return false;
  const typed = read(value);
  if (typed === undefined) return to.error(type, "type", value, at, parameter);
  const { test, fields, item } = parameter;
  if (test === undefined && fields === undefined && item === undefined) return false;
  if (fields !== undefined && parameter.unknown?.reference) {
    const known = new Set(fields.flatMap(({ names }) => names));
    const strange = Object.keys(typed).find((key) => typed[key] !== undefined && !known.has(key));
    if (strange !== undefined) return to.error(parameter.unknown, "unknown", typed, at && [...at, strange], { rule: "parameter", doubt: parameter.doubt });
  }
  if (test !== undefined && test(typed, to, at, request, value)) return true;
  if (fields !== undefined && judgedFields(parameter, typed, to, at, request)) return true;
  if (item !== undefined) {
    for (let index = 0; index < typed.length; index++) {
      if (judged(item, typed[index], to, at && [...at, index], request)) return true;
    }
  }
  return false;
}

/** The fields of an object. */
function judgedFields({ fields, unknown }, typed, to, at, request) {
  const known = new Set();
  for (const field of fields) {
    for (const name of field.names) {
      known.add(name);
      const value = own(typed, name);
      if (value !== undefined && judged(field, value, to, at && [...at, name], request)) return true;
    }
    if (field.required && isAbsent(field, typed)) {
      if (to.error(field.required, "required", null, at && [...at, field.name], { rule: field.rule })) return true;
    }
  }
  for (const key of Object.keys(typed)) {
    if (typed[key] === undefined || known.has(key)) continue;
    if (!unknown) {
      if (at === undefined) return true;
      continue;
    }
    if (to.error(unknown, "unknown", typed[key], at && [...at, key], { rule: "parameter" })) return true;
  }
  return false;
}

/** One file, or an array of files: the count applies to the array, everything else to each file. */
function judgedFiles(parameter, value, to, at, request) {
  if (value === null && parameter.type.nullable) return false;
  if (!Array.isArray(value)) return judgedFile(parameter, value, to, at, request);
  if (parameter.ofArrays?.(value, to, at)) return true;
  return value.some((entry, index) => judgedFile(parameter, entry, to, at && [...at, index], request));
}

function judgedFile(parameter, value, to, at, request) {
  const facts = parameter.read(value);
  if (facts === undefined) return to.error(parameter.type, "type", value, at, parameter);
  return parameter.test !== undefined && parameter.test(facts, to, at, request, value);
}

const ENTRY = /^(.*)\[(0|[1-9][0-9]{0,2})\]$/s;

/** The fields that hold the entries of a list, each behind its number, in order. */
function numbered(request, name) {
  const found = [];
  for (const key of Object.keys(request)) {
    const [, list, number] = ENTRY.exec(key) ?? [];
    if (list === name && !list.includes("[") && request[key] !== undefined) found.push([Number(number), key]);
  }
  return found.sort((one, other) => one[0] - other[0]);
}

/** A list under more than one of its names, and its entries in fields of their own, which are answered. */
function spelledOnce(parameter, request, to) {
  const { names, once, rule } = parameter;
  const sent = names.filter((name) => own(request, name) !== undefined);
  for (const name of sent.slice(1)) to.error(once, "excludes", request[name], [name], { rule });
  const entries = parameter.numbered ? numbered(request, parameter.name) : [];
  if (!entries.length) return entries;
  const [[first, key]] = entries;
  if (sent.length) to.error(once, "excludes", request[key], [key], { rule });
  if (parameter.read === undefined) return entries;
  const listed = Array(entries.at(-1)[0] + 1).fill(null);
  for (const [number, name] of entries) listed[number] = request[name];
  parameter.ofArrays?.(listed, to, [entries.at(-1)[1]]);
  for (const [, name] of entries) judgedFile(parameter, request[name], to, [name], request);
  return entries;
}

/** A limit between several parameters, on their values as their types read them. */
function judgedBetween({ of, test, owner }, request, to) {
  const values = of.map((parameter) => typedOf(parameter, request));
  const [first] = of;
  const shown = first.type.name === "file" || first.type.name === "files" ? own(request, first.name) : values[0];
  return test(...values, to, [first.name], shown ?? null, owner ?? first);
}

/** The value of a parameter by its type, of several files the first; undefined where there is none. */
function typedOf(parameter, request) {
  let found;
  for (const name of parameter.names) {
    const value = own(request, name);
    if (value === undefined) continue;
    if (parameter.type.name === "files" && Array.isArray(value)) {
      if (value.length) found = parameter.read(value[0]) ?? found;
    } else if (value !== null) found = parameter.read?.(value) ?? found;
  }
  if (parameter.numbered) {
    const [[, key] = []] = numbered(request, parameter.name);
    if (key !== undefined) found = parameter.read?.(request[key]) ?? found;
  }
  return found;
}
