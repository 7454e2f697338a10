/** Goes through a request by a contract: its parameters in the order of the table, what is between them, and the keys that are left. */
import { meets } from "./said.js";
import { DEPTH, described, isDatum, own } from "./values.js";

/** What one model takes. What is looked up in it is made when it is first used. */
export const contractOf = (parameters, between, unsupported, limit) => ({ parameters, between, unsupported, limit, ready: undefined });

const NONE = [];

/** Most right values of a parameter that are kept in mind. */
const MOST = 64;

/** A limit with what finds its problems. */
const checkOf = (limit) => ({ limit, find: limit.kind.find });

/** A parameter as a check needs it, with all that others have, so that the engine sees one shape. */
function entryOf(parameter, order) {
  const { name, type, limits = NONE, instead, item } = parameter;
  const fields = parameter.fields?.map(entryOf);
  return {
    name,
    order,
    type,
    rule: parameter.rule ?? name,
    path: [name],
    names: [name, ...(parameter.also_named ?? NONE)],
    instead_of: parameter.instead_of ?? NONE,
    read: type.read,
    nullable: type.nullable,
    required: parameter.required,
    once: parameter.once,
    numbered: parameter.numbered,
    unknown: parameter.unknown,
    checks: limits.map(checkOf),
    instead: instead && { when: instead.when, checks: instead.limits.map(checkOf) },
    listed: limits.filter(({ kind }) => kind.ofArrays).map(checkOf),
    single: undefined,
    links: undefined,
    fields,
    keys: fields?.flatMap(({ names }) => names),
    item: item && entryOf(item, 0),
    doubt: limits.find((limit) => limit.kind.leavesOut?.(limit)),
    right: instead ? undefined : new Set(),
  };
}

/** What is looked up in a contract. */
function readied(contract) {
  const entries = contract.parameters.map(entryOf);
  const byName = new Map(entries.flatMap((entry) => entry.names.map((name) => [name, entry])));
  const find = (name) => entries.find((entry) => entry.name === name);
  const between = contract.between.map((limit) => {
    const of = limit.kind.parameters(limit).map(find);
    return { limit, of, key: limit.when ? find(limit.when.parameter) : of[0] };
  });
  for (const link of between) {
    const { limit, key } = link;
    if (limit.kind.problems(limit).some((problem) => isError(limit, problem))) (key.links ??= []).push(link);
  }
  const isFirm = (limit) => !limit || isError(limit, "unsupported");
  const foreign = new Map(
    contract.unsupported.map(([name, limit, beside], order) => [name, { name, limit, beside, order, isFirm: isFirm(limit) && isFirm(beside) }]),
  );
  return (contract.ready = { entries, byName, between, foreign, required: entries.filter(({ required }) => required), isListed: entries.some(({ once }) => once) });
}

/** Whether a limit reports a problem as an error. */
export const isError = ({ soft }, problem) => soft === undefined || (soft !== true && !soft.includes(problem));

/** The limits that hold beside the other values of a request. */
const checksOf = ({ checks, instead }, request) =>
  instead !== undefined && meets(instead.when, described(request, instead.when.parameter)?.value ?? undefined) ? instead.checks : checks;

const isSent = (names, request) => {
  for (const name of names) if (own(request, name) !== undefined) return true;
  return false;
};

/**
 * Whether a request has an error; undefined where it cannot be read as it is. A verdict needs no order: each value is judged as it comes,
 * and a short one that was right once is right again.
 */
export function isWrong(contract, request) {
  const { byName, foreign, required, isListed } = contract.ready ?? readied(contract);
  let linked;
  let strange = isListed;
  let missing = required.length;
  for (const key of Object.getOwnPropertyNames(request)) {
    const found = described(request, key);
    if (!isDatum(found, DEPTH - 1)) return undefined;
    const { value } = found;
    if (value === undefined || isListed || key === "model") continue;
    const entry = byName.get(key);
    if (entry === undefined) {
      if (foreign.get(key)?.isFirm ?? isError(contract.limit, "unknown")) return true;
      strange = true;
      continue;
    }
    const { right, links } = entry;
    if (right === undefined || !right.has(value)) {
      if (judged(entry, value, isError, undefined, request)) return true;
      if (right !== undefined && right.size < MOST && typeof value !== "object") right.add(value);
    }
    if (entry.required !== undefined) missing--;
    if (links !== undefined) (linked ??= []).push(entry);
  }
  if (strange) return walk(contract, request, isError);
  if (missing > 0) for (const entry of required) if (lacking(entry, request, isError)) return true;
  return linked !== undefined && linked.some((entry) => {
    const met = typedOf(entry, request);
    return entry.links.some((link) => judgedBetween(link, met, request, isError));
  });
}

/**
 * Tells `say` every finding of a plain request in the order of the table: limit, problem, value, place, and what its rule is named after.
 * Ends when `say` answers that it is enough, and answers whether it did.
 */
export function walk(contract, request, say) {
  const { entries, between, byName } = contract.ready ?? readied(contract);
  const values = Array(entries.length);
  let strange = NONE;
  for (const key of Object.keys(request)) {
    const value = request[key];
    const entry = byName.get(key);
    if (entry !== undefined) values[entry.order] = value;
    else if (value !== undefined && key !== "model") strange = [...strange, key];
  }
  let stops = false;
  const heard = (...found) => (stops ||= say(...found));
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    const value = values[index];
    if (entry.once !== undefined) strange = spelled(entry, request, heard, strange);
    else if (value !== undefined) stops = judged(entry, value, say, entry.path, request);
    else if (entry.required !== undefined) stops = lacking(entry, request, say);
    if (stops) return true;
  }
  for (let index = 0; index < between.length; index++) {
    const { key } = between[index];
    if ((values[key.order] !== undefined || key.once !== undefined) && judgedBetween(between[index], typedOf(key, request), request, say)) return true;
  }
  return strange.length > 0 && leftovers(contract, request, strange, say);
}

/** A list under any of its names. Answers the keys that are still strange. */
function spelled(entry, request, say, strange) {
  for (const name of entry.names) {
    const value = own(request, name);
    if (value !== undefined) judged(entry, value, say, [name], request);
  }
  const entries = entry.once.kind.spelled(entry, request, say);
  if (entry.required !== undefined && !entries.length) lacking(entry, request, say);
  return entries.length ? strange.filter((key) => !entries.some(([, name]) => name === key)) : strange;
}

const lacking = ({ names, instead_of, required, rule, path }, request, say) =>
  !isSent(names, request) && !isSent(instead_of, request) && say(required, "required", null, path, { rule });

/** The keys that no parameter accounts for: those of other models, then those that no model knows. */
function leftovers({ ready, limit: unknown }, request, strange, say) {
  const { foreign, entries } = ready;
  const known = strange.flatMap((key) => (foreign.has(key) ? [foreign.get(key)] : [])).sort((one, other) => one.order - other.order);
  for (const { name, limit, beside } of known) {
    const renamed = beside && entries.find((entry) => entry.name === limit.renamed);
    const owner = { rule: name.replace(/\[\]$/, "") };
    if (say(renamed && isSent(renamed.names, request) ? beside : limit, "unsupported", request[name], [name], owner)) return true;
  }
  for (const key of strange) if (!foreign.has(key) && say(unknown, "unknown", request[key], [key], { rule: "parameter" })) return true;
  return false;
}

/** Whether a value stops the check: null, then its type, then its limits, then what is inside it. */
export function judged(entry, value, say, at, request) {
  const { type, read } = entry;
  if (value === null && entry.nullable) return false;
  if (type.judge !== undefined) return type.judge(entry, value, say, at);
  if (read === undefined) return false; // any value
  const typed = read(value);
  if (typed === undefined) return say(type, "type", value, at, entry);
  if (entry.fields !== undefined || entry.item !== undefined) return judgedDeep(entry, typed, say, at, request);
  return limited(entry, checksOf(entry, request), typed, typed, say, at);
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

const below = (at, token) => at && [...at, token];

/** An object with its fields, or an array with its entries. */
function judgedDeep(entry, typed, say, at, request) {
  const { fields, keys, item, unknown } = entry;
  let strange = NONE;
  if (fields) for (const key of Object.keys(typed)) if (!keys.includes(key) && typed[key] !== undefined) strange = [...strange, key];
  if (strange.length && unknown?.reference) {
    return say(unknown, "unknown", typed, below(at, strange[0]), { rule: "parameter", doubt: entry.doubt });
  }
  if (limited(entry, entry.checks, typed, typed, say, at)) return true;
  for (const field of fields ?? NONE) {
    for (const name of field.names) {
      const value = own(typed, name);
      if (value !== undefined && judged(field, value, say, below(at, name), request)) return true;
    }
    const { required } = field;
    if (required && !isSent(field.names, typed) && !isSent(field.instead_of, typed) && say(required, "required", null, below(at, field.name), { rule: field.rule })) return true;
  }
  for (const key of strange) if (say(unknown, "unknown", typed[key], below(at, key), { rule: "parameter" })) return true;
  if (item) for (let index = 0; index < typed.length; index++) if (judged(item, typed[index], say, below(at, index), request)) return true;
  return false;
}

/** Whether a limit between several parameters, on their values as their types read them, stops the check; `met` is that of its key. */
function judgedBetween({ limit, of: [first, second, third], key }, met, request, say) {
  if (limit.when !== undefined && !meets(limit.when, met)) return false;
  const value = first === key ? met : typedOf(first, request);
  if (value === undefined) return false;
  const found = limit.kind.find(limit, value, typedOf(second, request), third && typedOf(third, request));
  if (found === undefined) return false;
  const shown = first.type.judge ? (own(request, first.name) ?? null) : value;
  for (const problem of found) if (say(limit, problem, shown, first.path, first)) return true;
  return false;
}

/** The value of a parameter by its type, undefined where there is none. */
function typedOf(entry, request) {
  if (entry.type.typed) return entry.type.typed(entry, request);
  const value = own(request, entry.name);
  return value === undefined || value === null ? undefined : entry.read(value);
}
