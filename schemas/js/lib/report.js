/** Findings said in full, with every fix that is called safe tried out on the request. */
import { before, jsonValue, visible } from "./text.js";
import { allowedBy } from "./contract.js";
import { pointerOf, replace } from "./edits.js";
import { plain } from "./values.js";

const UNHURRIED = 100;
const TRIED_ALONE = 32;
const UNNAMED = "the API";
const SHOWN_DEEP = 4;

/** Rule, severity and pointer of a finding in one text. */
export const outlined = ({ error, owner, problem, at }) => `${error ? "error" : "warning"} ${owner.rule}.${problem} ${pointerOf(at)}`;

/** The diagnostics of findings. `again` answers the findings after edits, or throws. */
export function rendered(operation, { model, list }, again) {
  const diagnostics = list.map((finding, index) => said(operation, model, finding, index >= UNHURRIED));
  const claimed = diagnostics.flatMap(({ fixes }) => fixes).filter(({ safe }) => safe);
  const harmful = claimed.length ? harmfulOf(claimed, list, again) : new Set();
  const asJson = (fix) => ({ title: fix.title, safety: fix.safe && !harmful.has(fix) ? "safe" : "unsafe", edits: fix.edits });
  return diagnostics.map((diagnostic) => ({ ...diagnostic, fixes: diagnostic.fixes.map(asJson) }));
}

/** The fixes after which the request has a finding that it did not have. */
function harmfulOf(fixes, list, again) {
  const numbers = new Map();
  const key = ({ limit, problem, at }) => {
    if (!numbers.has(limit)) numbers.set(limit, numbers.size);
    return `${numbers.get(limit)} ${problem} ${pointerOf(at)}`;
  };
  const known = new Set(list.map(key));
  const keeps = (some) => {
    try {
      return again(some.flatMap(({ edits }) => edits)).every((finding) => known.has(key(finding)));
    } catch {
      return false; // another contract applies
    }
  };
  const alone = fixes.slice(0, TRIED_ALONE);
  const together = fixes.slice(TRIED_ALONE);
  const harmful = new Set(alone.filter((fix) => !keeps([fix])));
  if (together.length && !keeps(together)) for (const fix of together) harmful.add(fix);
  return harmful;
}

/** One finding in full. */
function said(operation, model, { error, limit, problem, value, at, owner }, hurried) {
  if (typeof value !== "bigint") value = plain(value, SHOWN_DEEP);
  const { kind } = limit;
  const subject = {
    parameter: (problem === "unknown" && owner.rule === "parameter" && visible(at.at(-1), 64)) || nameOf(at),
    model: model || UNNAMED,
    operation: operation.name,
    pointer: pointerOf(at),
    hurried,
  };
  subject.listed = subject.pointer.endsWith("]") ? subject.parameter.split("[")[0] : subject.parameter;
  const known = kind.of?.(limit, problem) ?? limit;
  const [key, title, url, date] = known.source ?? limit.source;
  const doubt = owner.doubt ?? limit;
  const [meant, isSafe] = kind.meant?.(limit, value, subject, problem) ?? [];
  let message = kind.message(limit, problem, subject, value, meant);
  if (doubt !== limit) message = `${before(message, "; ") || message.slice(0, -1)}; leave it out.`;
  return {
    rule: `${owner.rule}.${problem}`,
    severity: error ? "error" : "warning",
    pointer: subject.pointer,
    message,
    operation: operation.name,
    model,
    params: { actual: jsonValue(value), ...allowedBy(limit, problem) },
    fixes: doubt.kind.fixes?.(doubt, problem, subject, value, meant) ?? (meant === undefined ? [] : [replace(subject, meant, isSafe)]),
    source: { key, title, url, date, basis: known.basis ?? "documented" },
  };
}

/** The parameter as a sentence names it, such as images[0].image_url. */
function nameOf(at) {
  let name = "";
  for (const token of at) name += typeof token === "number" ? `[${token}]` : name ? `.${token}` : token;
  return name || "the request";
}
