/** Lists of files in a form: one file or several, under one of several names, or in fields of their own such as image[0]. */
import { limited } from "./contract.js";
import { fileFacts } from "./files.js";
import { own } from "./values.js";

const ENTRY = /^([^[]*)\[(0|[1-9][0-9]{0,2})\]$/;

/** One file. */
export function judgedFile(entry, value, say, at) {
  const facts = fileFacts(value);
  if (facts === undefined) return say(entry.type, "type", value, at, entry);
  return limited(entry, entry.checks, facts, value, say, at);
}

/** One file, or an array of files: the count applies to the array, everything else to each file. */
export function judgedFiles(entry, value, say, at) {
  if (!Array.isArray(value)) return judgedFile(single(entry), value, say, at);
  if (limited(entry, entry.listed, value, value, say, at)) return true;
  for (let index = 0; index < value.length; index++) if (judgedFile(single(entry), value[index], say, at && [...at, index])) return true;
  return false;
}

const single = (entry) => (entry.single ??= { ...entry, checks: entry.checks.filter(({ limit }) => !limit.kind.ofArrays) });

/** The fields that hold the entries of a list, each behind its number, in order. */
function numbered(entry, request) {
  const found = Object.keys(request).filter((key) => isEntry(entry, key) && request[key] !== undefined);
  return found.map((key) => [Number(ENTRY.exec(key)[2]), key]).sort((one, other) => one[0] - other[0]);
}

/** Whether a field holds an entry of a list. */
export const isEntry = ({ name, numbered: isSpelled }, key) => isSpelled && key.endsWith("]") && ENTRY.exec(key)?.[1] === name;

/** A list under more than one of its names, and its entries in fields of their own, which are answered. */
export function spelledOnce(entry, request, say) {
  const { names, once, rule } = entry;
  const sent = names.filter((name) => own(request, name) !== undefined);
  for (const name of sent.slice(1)) say(once, "excludes", request[name], [name], { rule });
  const entries = numbered(entry, request);
  if (!entries.length) return entries;
  const [[, first]] = entries;
  if (sent.length) say(once, "excludes", request[first], [first], { rule });
  if (entry.type.judge === undefined) return entries;
  const [last, key] = entries.at(-1);
  const list = Array(last + 1).fill(null);
  for (const [number, name] of entries) list[number] = request[name];
  limited(entry, entry.listed, list, list, say, [key]);
  for (const [, name] of entries) judgedFile(single(entry), request[name], say, [name]);
  return entries;
}

/** What is known of the file under a name, or of the first of several. */
export function typedFile(entry, request) {
  let found;
  for (const name of entry.names) {
    const value = own(request, name);
    const file = entry.type.name === "files" && Array.isArray(value) ? value[0] : value;
    if (file !== undefined && file !== null) found = fileFacts(file) ?? found;
  }
  const [, key] = numbered(entry, request)[0] ?? [];
  return (key !== undefined && fileFacts(request[key])) || found;
}
