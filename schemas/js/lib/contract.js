/** Goes through a request by a contract: its parameters in the order of the table, what is between them, and the keys that are left. */
import { meets } from "./said.js";
import { boolean, getterOf, isUnextended, own, peek, string } from "./values.js";

/** What one model takes. What is looked up in it is made when it is first used. */
export const contractOf = (parameters, between, unsupported, unknown) => ({ parameters, between, unsupported, unknown, ready: undefined });

const NONE = [];
const PRIMITIVES = new Map([
  [string, "string"],
  [boolean, "boolean"],
]);
const namesOf = ({ name, also_named: others = NONE }) => [name, ...others];

/** A limit with what finds its problems. */
const checkOf = (limit) => ({ limit, find: limit.kind.find, isFirm: limit.soft === undefined });

/** A parameter as a check needs it, with all that others have. */
function entryOf(parameter, order) {
  const { name, rule = name, type, limits = NONE, fields, item, unknown } = parameter;
  return {
    name,
    rule,
    path: [name],
    names: namesOf(parameter),
    type,
    read: type.read,
    primitive: PRIMITIVES.get(type.read),
    nullable: Boolean(type.nullable),
    limits,
    checks: limits.map(checkOf),
    listed: type.judge === undefined ? undefined : limits.filter(({ kind }) => kind.ofArrays).map(checkOf),
    fields: fields?.map(entryOf),
    item: item && entryOf(item, 0),
    unknown,
    instead: parameter.instead && { when: parameter.instead.when, checks: parameter.instead.limits.map(checkOf) },
    doubt: limits.find((limit) => limit.kind.leavesOut?.(limit)),
    required: parameter.required,
    once: parameter.once,
    numbered: Boolean(parameter.numbered),
    others: parameter.instead_of ?? NONE,
    isFlat: !fields && !item,
    links: undefined,
    order,
  };
}

/** What is looked up in a contract. */
function readied(contract) {
  const entries = contract.parameters.map(entryOf);
  const byName = new Map(entries.flatMap((entry) => entry.names.map((name) => [name, entry])));
  const find = (name) => entries.find((entry) => entry.name === name);
  const between = contract.between.map((limit) => {
    const of = limit.kind.parameters(limit).map(find);
    return { limit, of, first: of[0], trigger: limit.when && find(limit.when.parameter) };
  });
  for (const link of between) if (link.limit.kind.problems(link.limit).some((problem) => isError(link.limit, problem))) chain(link);
  const foreign = new Map();
  for (const [order, [name, limit, beside]] of contract.unsupported.entries()) {
    foreign.set(name, { limit, beside, order, path: [name], owner: { rule: name.replace(/\[\]$/, "") } });
  }
  return (contract.ready = { entries, byName, between, foreign, required: entries.filter(({ required }) => required) });
}

/** Put a limit where a verdict finds it: with the values of its first parameter that it is about, or with all of them. */
function chain(link) {
  const { first, limit } = link;
  const links = (first.links ??= { always: [], of: new Map() });
  const values = first.primitive === "string" && limit.when?.parameter === first.name ? limit.when.values : undefined;
  if (values === undefined) links.always.push(link);
  else for (const value of values) links.of.set(value, [...(links.of.get(value) ?? []), link]);
}

/** Whether a limit reports a problem as an error. */
export const isError = ({ soft }, problem) => soft === undefined || (soft !== true && !soft.includes(problem));

/** What is done with a problem, and whether the check stops there: a verdict stops at the first error. */
const verdict = isError;

/** Whether a request has no error; undefined where reading it would run code or it holds more than scalars. */
export function holds(contract, request) {
  const { byName, required } = contract.ready ?? readied(contract);
  if (!isUnextended(request)) return undefined;
  let needed = 0;
  let once;
  let isHeld = true;
  for (const key in request) {
    if (key === "model") continue;
    if (getterOf(request, key) !== undefined) return undefined;
    const value = request[key];
    if (typeof value === "object" ? value !== null : typeof value === "function") return undefined;
    const entry = byName.get(key);
    if (entry === undefined) {
      isHeld &&= value === undefined;
    } else if (value !== undefined) {
      if ((entry.once !== undefined && entry.once === once) || refused(entry, value, request)) return false;
      if (entry.once !== undefined) {
        isHeld &&= once === undefined; // of several lists, all findings tell
        once = entry.once;
      }
      if (entry.required !== undefined) needed++;
    }
  }
  if (!isHeld || (needed < required.length && required.some((entry) => isAbsent(entry, request)))) return soundly(contract, request);
  return true;
}

/** Whether a request whose values are scalars has no error, by all its findings. */
export const soundly = (contract, request) => !findings(contract, request).some(({ error }) => error);

/** Whether the value of a scalar parameter is an error, by itself or beside others. */
function refused(entry, value, request) {
  if (value === null && entry.nullable) return false;
  if (!entry.isFlat || entry.read === undefined) {
    if (judged(entry, value, verdict, undefined, request)) return true;
    const known = entry.links && typedOf(entry, request, peek);
    return known !== undefined && clashes(entry.links, known, request);
  }
  const typed = typeof value === entry.primitive ? value : entry.read(value);
  if (typed === undefined) return isError(entry.type, "type");
  const checks = entry.instead === undefined ? entry.checks : checksOf(entry, request, peek);
  for (let index = 0; index < checks.length; index++) {
    const check = checks[index];
    const found = check.find(check.limit, typed);
    if (found !== undefined && (check.isFirm || found.some((problem) => isError(check.limit, problem)))) return true;
  }
  return entry.links !== undefined && clashes(entry.links, typed, request);
}

/** Whether a value is an error beside those of other parameters. */
function clashes({ always, of }, typed, request) {
  const some = of.get(typed);
  return (some !== undefined && some.some((link) => clashing(link, typed, request))) || always.some((link) => clashing(link, typed, request));
}

function clashing({ limit, of, first, trigger }, typed, request) {
  if (trigger !== undefined && trigger !== first && !meets(limit.when, typedOf(trigger, request, peek))) return false;
  const found = limit.kind.find(limit, typed, typedOf(of[1], request, peek), of[2] && typedOf(of[2], request, peek));
  return found !== undefined && found.some((problem) => isError(limit, problem));
}

/** The limits that hold beside the other values of a request. */
function checksOf({ checks, instead }, request, get) {
  return instead !== undefined && meets(instead.when, get(request, instead.when.parameter) ?? undefined) ? instead.checks : checks;
}

const isAbsent = ({ names, others }, request) => {
  for (const name of names) if (own(request, name) !== undefined) return false;
  for (const name of others) if (own(request, name) !== undefined) return false;
  return true;
};

/** Every finding of a plain request, in the order of the table. */
export function findings(contract, request, list = [], keys = Object.keys(request)) {
  const { entries, between, byName } = contract.ready ?? readied(contract);
  const say = (limit, problem, value, at, owner) =>
    void list.push({ error: isError(limit, problem), limit, problem, value, at, owner });
  const values = Array(entries.length);
  let strange;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    const entry = byName.get(key);
    if (entry !== undefined) values[entry.order] = request[key];
    else if (key !== "model" && request[key] !== undefined) (strange ??= []).push(key);
  }
  for (let index = 0; index < entries.length; index++) {
    const value = values[index];
    const entry = entries[index];
    if (entry.once !== undefined) spelled(entry, request, say, strange);
    else if (value !== undefined) judged(entry, value, say, entry.path, request);
    else if (entry.required !== undefined) needed(entry, request, say);
  }
  for (let index = 0; index < between.length; index++) {
    const { first } = between[index];
    if (values[first.order] !== undefined || first.once !== undefined) judgedBetween(between[index], request, say);
  }
  if (strange !== undefined) leftovers(contract, request, strange, say);
  return list;
}

/** A list under any of its names. */
function spelled(entry, request, say, strange) {
  for (const name of entry.names) {
    const value = own(request, name);
    if (value !== undefined) judged(entry, value, say, [name], request);
  }
  const entries = entry.once.kind.spelled(entry, request, say);
  if (entry.required !== undefined && !entries.length) needed(entry, request, say);
  for (const [, key] of entries) strange.splice(strange.indexOf(key), 1);
}

function needed(entry, request, say) {
  if (isAbsent(entry, request)) say(entry.required, "required", null, [entry.name], { rule: entry.rule });
}

/** The keys that no parameter accounts for: those of other models, then those that no model knows. */
function leftovers({ ready, unknown }, request, strange, say) {
  const { foreign, entries } = ready;
  const known = strange.filter((key) => foreign.has(key)).sort((one, other) => foreign.get(one).order - foreign.get(other).order);
  for (const name of known) {
    const { limit, beside, path, owner } = foreign.get(name);
    const renamed = beside && entries.find((entry) => entry.name === limit.renamed);
    const taken = renamed && renamed.names.some((other) => own(request, other) !== undefined);
    say(taken ? beside : limit, "unsupported", request[name], path, owner);
  }
  for (const key of strange) if (!foreign.has(key)) say(unknown, "unknown", request[key], [key], { rule: "parameter" });
}

/** Whether a value stops the check: null, then its type, then its limits, then what is inside it. */
export function judged(entry, value, say, at, request) {
  const { type, read } = entry;
  if (value === null && entry.nullable) return false;
  if (type.judge !== undefined) return type.judge(entry, value, say, at);
  if (read === undefined) return false; // any value
  const typed = read(value);
  if (typed === undefined) return say(type, "type", value, at, entry);
  if (!entry.isFlat) return judgedDeep(entry, typed, say, at, request);
  return limited(entry, checksOf(entry, request, own), typed, typed, say, at);
}

/** Whether one of several limits on a value stops the check; `shown` is the value as it is reported. */
export function limited(entry, checks, value, shown, say, at) {
  for (let index = 0; index < checks.length; index++) {
    const { find, limit } = checks[index];
    const found = find(limit, value);
    if (found === undefined) continue;
    for (const problem of found) if (say(limit, problem, shown, at, entry)) return true;
  }
  return false;
}

function judgedDeep(entry, typed, say, at, request) {
  const { fields, item, unknown } = entry;
  const below = (token) => at && [...at, token];
  if (fields && unknown?.reference) {
    const strange = Object.keys(typed).find((key) => typed[key] !== undefined && !fields.some(({ names }) => names.includes(key)));
    if (strange !== undefined) return say(unknown, "unknown", typed, below(strange), { rule: "parameter", doubt: entry.doubt });
  }
  if (limited(entry, entry.checks, typed, typed, say, at)) return true;
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
function judgedBetween({ limit, of, first, trigger }, request, say) {
  if (trigger && !meets(limit.when, typedOf(trigger, request))) return false;
  const value = typedOf(first, request);
  if (value === undefined) return false;
  const found = limit.kind.find(limit, value, typedOf(of[1], request), of[2] && typedOf(of[2], request));
  if (found === undefined) return false;
  const shown = first.type.judge ? (own(request, first.name) ?? null) : value;
  for (const problem of found) if (say(limit, problem, shown, [first.name], first)) return true;
  return false;
}

/** The value of a parameter by its type, undefined where there is none. */
function typedOf(entry, request, get = own) {
  if (entry.type.typed) return entry.type.typed(entry, request, get);
  const value = get(request, entry.name);
  return value === undefined || value === null ? undefined : entry.read(value);
}
