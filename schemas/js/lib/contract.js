/** Goes through a request by a contract: its parameters in the order of the table, what is between them, and the keys that are left. */
import { meets } from "./said.js";
import { own } from "./values.js";

/** What one model takes. What is looked up in it is made when it is first used. */
export const contractOf = (parameters, between, unsupported, unknown) => ({ parameters, between, unsupported, unknown, ready: undefined });

const NONE = [];
const namesOf = ({ name, also_named: others = NONE }) => [name, ...others];

/** A parameter as a check needs it, with all that others have. */
function entryOf(parameter, order) {
  const { name, rule = name, type, limits = NONE, fields, item, unknown } = parameter;
  return {
    name,
    rule,
    names: namesOf(parameter),
    type,
    read: type.read,
    nullable: Boolean(type.nullable),
    limits,
    listed: type.judge === undefined ? undefined : limits.filter(({ kind }) => kind.ofArrays),
    fields: fields?.map(entryOf),
    item: item && entryOf(item, 0),
    unknown,
    instead: parameter.instead,
    doubt: limits.find((limit) => limit.kind.leavesOut?.(limit)),
    required: parameter.required,
    once: parameter.once,
    numbered: Boolean(parameter.numbered),
    others: parameter.instead_of ?? NONE,
    isPlain: !type.judge && !fields && !item && !parameter.instead,
    between: undefined,
    order,
  };
}

/** What is looked up in a contract. */
function readied(contract) {
  const entries = contract.parameters.map(entryOf);
  const byName = new Map(entries.flatMap((entry) => entry.names.map((name) => [name, entry])));
  const find = (name) => entries.find((entry) => entry.name === name);
  const between = contract.between.map((limit) => ({ limit, of: limit.kind.parameters(limit).map(find) }));
  for (const link of between) {
    const { kind } = link.limit;
    if (kind.problems(link.limit).some((problem) => isError(link.limit, problem))) (link.of[0].between ??= []).push(link);
  }
  return (contract.ready = { entries, byName, between, required: entries.filter(({ required }) => required) });
}

/** Whether a limit reports a problem as an error. */
export const isError = ({ soft }, problem) => soft === undefined || !soft.includes(problem);

/** What is done with a problem, and whether the check stops there: a verdict stops at the first error. */
const verdict = isError;

/** Whether a plain request has no error. `keys` are its keys. */
export function holds(contract, request, keys) {
  const { byName, required } = contract.ready ?? readied(contract);
  let linked = false;
  let needed = 0;
  let once;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (key === "model") continue;
    const value = request[key];
    if (value === undefined) continue;
    const entry = byName.get(key);
    if (entry === undefined) {
      if (isMaybeTaken(contract, key)) return !findings(contract, request).some(({ error }) => error);
      return false;
    }
    if (judged(entry, value, verdict, undefined, request)) return false;
    if (entry.once !== undefined) {
      if (once === entry) return false;
      once = entry;
    }
    if (entry.required !== undefined) needed++;
    if (entry.between !== undefined && value !== null) linked = true;
  }
  if (needed < required.length && required.some((entry) => isAbsent(entry, request))) return false;
  return !linked || !clashes(byName, keys, request);
}

/** Whether a key that is no parameter may be no error all the same. */
const isMaybeTaken = ({ unsupported }, key) =>
  key.endsWith("]") || unsupported.some(([name, { soft }]) => name === key && soft !== undefined);

function clashes(byName, keys, request) {
  for (let index = 0; index < keys.length; index++) {
    const links = byName.get(keys[index])?.between;
    if (links === undefined) continue;
    for (let number = 0; number < links.length; number++) {
      if (judgedBetween(links[number], request, verdict)) return true;
    }
  }
  return false;
}

const isAbsent = ({ names, others }, request) => {
  for (const name of names) if (own(request, name) !== undefined) return false;
  for (const name of others) if (own(request, name) !== undefined) return false;
  return true;
};

/** Every finding of a plain request, in the order of the table. */
export function findings(contract, request, list = []) {
  const { entries, between, byName } = contract.ready ?? readied(contract);
  const say = (limit, problem, value, at, owner) =>
    void list.push({ error: isError(limit, problem), limit, problem, value, at, owner });
  let seen = Object.hasOwn(request, "model") ? 1 : 0;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    const { names } = entry;
    let found = 0;
    for (let number = 0; number < names.length; number++) {
      const value = own(request, names[number]);
      if (value === undefined) continue;
      found++;
      judged(entry, value, say, [names[number]], request);
    }
    if (entry.once !== undefined) found += entry.once.kind.spelled(entry, request, say);
    seen += found;
    if (found === 0 && entry.required !== undefined && isAbsent(entry, request)) {
      say(entry.required, "required", null, [entry.name], { rule: entry.rule });
    }
  }
  for (let index = 0; index < between.length; index++) judgedBetween(between[index], request, say);
  if (seen !== Object.keys(request).length) leftovers(contract, entries, byName, request, say);
  return list;
}

/** The keys that no parameter accounts for. */
function leftovers({ unsupported, unknown }, entries, byName, request, say) {
  const names = new Set(["model"]);
  for (const [name, limit, beside] of unsupported) {
    names.add(name);
    const value = own(request, name);
    if (value === undefined) continue;
    const renamed = beside && entries.find((entry) => entry.name === limit.renamed);
    const taken = renamed && renamed.names.some((other) => own(request, other) !== undefined);
    say(taken ? beside : limit, "unsupported", value, [name], { rule: name.replace(/\[\]$/, "") });
  }
  for (const key of Object.keys(request)) {
    if (names.has(key) || byName.has(key) || request[key] === undefined) continue;
    if (entries.some((entry) => entry.once?.kind.isEntry(entry, key))) continue;
    say(unknown, "unknown", request[key], [key], { rule: "parameter" });
  }
}

/** Whether a value stops the check: null, then its type, then its limits, then what is inside it. */
export function judged(entry, value, say, at, request) {
  const { type, read } = entry;
  if (value === null && entry.nullable) return false;
  if (type.judge !== undefined) return type.judge(entry, value, say, at);
  if (read === undefined) return false; // any value
  const typed = read(value);
  if (typed === undefined) return say(type, "type", value, at, entry);
  if (entry.isPlain) return limited(entry, entry.limits, typed, typed, say, at);
  return judgedDeep(entry, typed, say, at, request);
}

/** Whether one of several limits on a value stops the check; `shown` is the value as it is reported. */
export function limited(entry, limits, value, shown, say, at) {
  for (let index = 0; index < limits.length; index++) {
    const limit = limits[index];
    const found = limit.kind.find(limit, value);
    if (found === undefined) continue;
    for (const problem of found) if (say(limit, problem, shown, at, entry)) return true;
  }
  return false;
}

function judgedDeep(entry, typed, say, at, request) {
  const { fields, item, unknown, instead } = entry;
  const below = (token) => at && [...at, token];
  if (fields && unknown?.reference) {
    const strange = Object.keys(typed).find((key) => typed[key] !== undefined && !fields.some(({ names }) => names.includes(key)));
    if (strange !== undefined) return say(unknown, "unknown", typed, below(strange), { rule: "parameter", doubt: entry.doubt });
  }
  const other = instead && meets(instead.when, own(request, instead.when.parameter) ?? undefined);
  if (limited(entry, other ? instead.limits : entry.limits, typed, typed, say, at)) return true;
  if (fields && judgedFields(fields, unknown, typed, say, below, request)) return true;
  return item ? typed.some((one, index) => judged(item, one, say, below(index), request)) : false;
}

/** The fields of an object. */
function judgedFields(fields, unknown, typed, say, below, request) {
  for (const field of fields) {
    for (const name of field.names) {
      const value = own(typed, name);
      if (value !== undefined && judged(field, value, say, below(name), request)) return true;
    }
    if (field.required && isAbsent(field, typed) && say(field.required, "required", null, below(field.name), { rule: field.rule })) return true;
  }
  return Object.keys(typed).some(
    (key) =>
      typed[key] !== undefined &&
      !fields.some(({ names }) => names.includes(key)) &&
      say(unknown, "unknown", typed[key], below(key), { rule: "parameter" }),
  );
}

/** A limit between several parameters, on their values as their types read them. */
function judgedBetween({ limit, of }, request, say) {
  const [first] = of;
  const value = typedOf(first, request);
  if (value === undefined) return false;
  const { kind } = limit;
  const found = kind.find(limit, value, typedOf(of[1], request), of[2] && typedOf(of[2], request));
  if (found === undefined) return false;
  const shown = first.type.judge ? (own(request, first.name) ?? null) : value;
  for (const problem of found) if (say(limit, problem, shown, [first.name], first)) return true;
  return false;
}

/** The value of a parameter by its type, undefined where there is none. */
function typedOf(entry, request) {
  if (entry.type.typed) return entry.type.typed(entry, request);
  const value = own(request, entry.name);
  return value === undefined || value === null ? undefined : entry.read(value);
}
