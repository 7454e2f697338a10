/** Goes through a request by a contract: its parameters in the order of the table, what is between them, and the keys that are left. */
import { meets } from "./said.js";
import { DEPTH, described, isData, isDatum, own, readerOf } from "./values.js";

/** A limit: its kind, the document that it comes from, and what it allows. */
export const limit = (kind, source, more) => ({ kind, source, ...more });

const NONE = [];

/** A limit with what finds its problems. */
const checkOf = (limit) => ({ limit, find: limit.kind.find, problem: limit.kind.problem });

/** A parameter as a check needs it, with all that others have, so that the engine sees one shape. */
function entryOf([name, type, limits = NONE, more = {}], order) {
  const { rule = name, also_named = NONE, instead_of = NONE, required, once, numbered, unknown, instead, item } = more;
  const names = [name, ...also_named];
  const fields = more.fields?.map(entryOf);
  const keys = fields?.flatMap((field) => field.names);
  return {
    name,
    order,
    type,
    rule,
    path: [name],
    names,
    instead_of,
    read: readerOf(type),
    judge: type.judge,
    isDeep: Boolean(fields ?? item),
    nullable: type.nullable,
    required,
    once: once && { names, ...once },
    numbered,
    unknown: unknown && { known: keys, ...unknown },
    checks: limits.map(checkOf),
    instead: instead && { when: instead.when, checks: instead.limits.map(checkOf) },
    listed: limits.filter(({ kind }) => kind.ofArrays).map(checkOf),
    single: undefined,
    links: undefined,
    fields,
    keys,
    item: item && entryOf(item, 0),
    doubt: limits.find((limit) => limit.kind.leavesOut?.(limit)),
  };
}

const FIRST = 48;

/** The rows of a table that a text names by one character each. */
const picked = (rows, text) => Array.from(text, (char) => rows[char.charCodeAt(0) - FIRST]);

/** What one model takes. What is looked up in it is made when it is first used. */
export function contractOf({ parameters, between, unsupported }, [taken, together, others, unknown]) {
  const own = picked(parameters, taken);
  return {
    parameters: own,
    between: picked(between, together),
    unsupported: picked(unsupported, others),
    limit: { known: ["model", ...own.map(([name]) => name)], ...unknown },
    ready: undefined,
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
    if (problemsOf(limit).some((problem) => isError(limit, problem))) (key.links ??= []).push(link);
  }
  const isFirm = (limit) => !limit || isError(limit, "unsupported");
  const foreign = new Map(
    contract.unsupported.map(([name, limit, beside], order) => {
      return [name, { name, limit, beside, order, isFirm: isFirm(limit) && isFirm(beside) }];
    }),
  );
  const required = entries.filter((entry) => entry.required);
  const isListed = entries.some(({ once }) => once);
  return (contract.ready = { entries, byName, between, foreign, required, isListed });
}

/** What a limit can find. */
export const problemsOf = (limit) => limit.kind.problems?.(limit) ?? [limit.kind.problem];

/** What a limit allows, as JSON. */
export function allowedBy(limit, problem) {
  const { limits = {} } = limit.kind;
  if (typeof limits === "function") return limits(limit, problem);
  return Object.fromEntries(Object.keys(limits).map((key) => [key, limit[key] ?? limits[key]]));
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
 * Whether a request has an error; undefined where it cannot be read as it is. A verdict needs no order: scalars are judged as they come,
 * and what takes longer is left to the end.
 */
export function isWrong(contract, request) {
  const { byName, foreign, required, isListed } = contract.ready ?? readied(contract);
  let linked;
  let deep;
  let strange = isListed;
  let missing = required.length;
  for (const key of Object.getOwnPropertyNames(request)) {
    const found = described(request, key);
    const { value } = found;
    const isDeep = typeof value === "object" && value !== null && found.enumerable;
    if (isDeep) (deep ??= []).push(key);
    else if (!isDatum(found)) return undefined;
    if (value === undefined || isListed || key === "model") continue;
    const entry = byName.get(key);
    if (entry === undefined) {
      if (foreign.get(key)?.isFirm ?? isError(contract.limit, "unknown")) return true;
      strange = true;
      continue;
    }
    if (!isDeep && judged(entry, value, isError, undefined, request)) return true;
    if (entry.required !== undefined) missing--;
    if (entry.links !== undefined) (linked ??= []).push(entry);
  }
  if (deep !== undefined) for (const key of deep) if (!isData(request[key], DEPTH - 1)) return undefined;
  if (strange) return walk(contract, request, isError);
  if (missing > 0) for (const entry of required) if (lacking(entry, request, isError)) return true;
  if (linked !== undefined) {
    for (const entry of linked) {
      const met = typedOf(entry, request);
      for (const link of entry.links) if (judgedBetween(link, met, request, isError)) return true;
    }
  }
  return deep !== undefined && deep.some((key) => judged(byName.get(key), request[key], isError, undefined, request));
}

/**
 * Tells `say` every finding of a plain request in the order of the table: limit, problem, value, place, and what its rule is named after.
 * Ends when `say` answers that it is enough, and answers whether it did.
 */
export function walk(contract, request, say) {
  const { entries, between, byName } = contract.ready ?? readied(contract);
  const values = Array(entries.length);
  let strange = [];
  for (const key of Object.keys(request)) {
    const value = request[key];
    const entry = byName.get(key);
    if (entry !== undefined) values[entry.order] = value;
    else if (value !== undefined && key !== "model") strange.push(key);
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
    const link = between[index];
    const { key } = link;
    const isSentAtAll = values[key.order] !== undefined || key.once !== undefined;
    if (isSentAtAll && judgedBetween(link, typedOf(key, request), request, say)) return true;
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

const lacking = ({ names, instead_of, required, rule, path }, request, say, at = path) =>
  !isSent(names, request) && !isSent(instead_of, request) && say(required, "required", null, at, { rule });

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
  const { read, judge } = entry;
  if (value === null && entry.nullable) return false;
  if (judge !== undefined) return judge(entry, value, say, at);
  if (read === undefined) return false; // any value
  const typed = read(value);
  if (typed === undefined) return say(entry.type, "type", value, at, entry);
  if (entry.isDeep) return judgedDeep(entry, typed, say, at, request);
  return limited(entry, checksOf(entry, request), typed, typed, say, at);
}

/** Whether one of several limits on a value stops the check; `shown` is the value as it is reported. */
export function limited(entry, checks, value, shown, say, at) {
  for (let index = 0; index < checks.length; index++) {
    const { find, limit, problem } = checks[index];
    const found = find(limit, value);
    if (found && told(limit, problem, found, shown, at, entry, say)) return true;
  }
  return false;
}

const below = (at, token) => at && [...at, token];

/** Whether one of the problems that a limit found stops the check; a limit with one problem only answers whether there is one. */
function told(limit, only, found, shown, at, entry, say) {
  if (only !== undefined) return say(limit, only, shown, at, entry);
  for (const problem of found) if (say(limit, problem, shown, at, entry)) return true;
  return false;
}

/** An object with its fields, or an array with its entries. */
function judgedDeep(entry, typed, say, at, request) {
  const { fields, keys, item, unknown } = entry;
  const strange = [];
  if (fields) for (const key of Object.keys(typed)) if (!keys.includes(key) && typed[key] !== undefined) strange.push(key);
  if (strange.length && unknown?.reference) {
    return say(unknown, "unknown", typed, below(at, strange[0]), { rule: "parameter", doubt: entry.doubt });
  }
  if (limited(entry, entry.checks, typed, typed, say, at)) return true;
  for (const field of fields ?? NONE) {
    for (const name of field.names) {
      const value = own(typed, name);
      if (value !== undefined && judged(field, value, say, below(at, name), request)) return true;
    }
    if (field.required && lacking(field, typed, say, below(at, field.name))) return true;
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
  if (!found) return false;
  const shown = first.judge ? (own(request, first.name) ?? null) : value;
  return told(limit, limit.kind.problem, found, shown, first.path, first, say);
}

/** The value of a parameter by its type, undefined where there is none. */
function typedOf(entry, request) {
  if (entry.type.typed) return entry.type.typed(entry, request);
  const value = own(request, entry.name);
  return value === undefined || value === null ? undefined : entry.read(value);
}
