// Where the values of a request stand in its text.

const parser = CodeMirror.jsonLanguage.parser;

/** The syntax nodes that are values. */
const VALUES = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

/** Longest text in which a mistake is looked for: what is nested wrong a million times takes long. */
const LONG = 100_000;

/** Most objects and arrays in one another. */
const DEEPEST = 500;

/** What a text holds: `value`, or `error` with `from`, `to` and `message` where it is no JSON. */
export function parsed(text) {
  const deep = tooDeep(text);
  if (deep >= 0)
    return {
      value: undefined,
      error: { from: deep, to: deep + 1, message: `This is nested more than ${DEEPEST} times, as no request is.` },
    };
  try {
    return { value: JSON.parse(text), error: null };
  } catch (problem) {
    return { value: undefined, error: brokenAt(text, problem) };
  }
}

function brokenAt(text, problem) {
  if (!text.trim()) return { from: 0, to: text.length, message: 'The text is empty; write a request, such as {"prompt": "a cat"}.' };
  const told = /position (\d+)/.exec(String(problem.message));
  let from = text.length > LONG ? -1 : firstError(text);
  if (from < 0) from = told ? Number(told[1]) : text.length;
  const end = text.trimEnd().length;
  from = Math.min(from, end);
  const start = from < end ? from : end - 1;
  const lines = text.slice(0, from).split("\n");
  const place = `line ${lines.length}, column ${Array.from(lines[lines.length - 1]).length + 1}`;
  return { from: start, to: start + 1, message: `This is no JSON: it cannot be read from ${place} on. ${hint(text, from, end)}`.trimEnd() };
}

/** Where a text is nested too deep for what goes through it, -1 where it is not. */
function tooDeep(text) {
  let depth = 0;
  for (const found of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (found[0] === "[" || found[0] === "{") depth++;
    else if (found[0].length === 1) depth--;
    if (depth > DEEPEST) return found.index;
  }
  return -1;
}

/** Where the syntax is wrong first, -1 where it is not. */
function firstError(text) {
  let from = -1;
  parser.parse(text).iterate({
    enter(node) {
      if (from < 0 && node.type.isError) from = node.from;
      return from < 0;
    },
  });
  return from;
}

function hint(text, from, end) {
  const before = text.slice(0, from).trimEnd().slice(-1);
  const met = text[from];
  if (from >= end) return "It ends too early.";
  if (met === "'") return "Texts stand in double quotes.";
  if ("}]".includes(met) && before === ",") return "The comma before it is one too many.";
  if (met === "/" || met === "#") return "JSON has no comments.";
  if (met !== '"') return "";
  return before === '"' || /[\w\]}]/.test(before)
    ? "A comma is missing before it."
    : "Its closing quote is missing, or a backslash in it is wrong.";
}

let last = { text: "", node: null };

/** The syntax node of the value that is the whole text, `null` without one. The last text is not parsed again. */
export function root(text) {
  if (text !== last.text) last = { text, node: parser.parse(text).topNode.firstChild };
  return last.node;
}

/** The tokens of a JSON pointer. */
export function tokens(pointer) {
  return pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function pointer(path) {
  return path.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The members of an object as `{ name, key, node, property }`, in their order; `node` is missing where the text is broken. */
export function members(node, text) {
  const found = [];
  for (let property = node.firstChild; property; property = property.nextSibling) {
    if (property.name !== "Property") continue;
    const key = property.firstChild;
    const value = property.lastChild;
    found.push({ name: nameOf(key, text), key, property, node: VALUES.has(value.name) ? value : null });
  }
  return found;
}

function nameOf(key, text) {
  try {
    return JSON.parse(text.slice(key.from, key.to));
  } catch {
    return null;
  }
}

/** The entries of an array. */
export function entries(node) {
  const found = [];
  for (let entry = node.firstChild; entry; entry = entry.nextSibling) {
    if (VALUES.has(entry.name)) found.push(entry);
  }
  return found;
}

/** What stands at one step below a node: of keys that come more than once the last, as in JSON.parse. */
export function below(node, token, text) {
  if (node.name === "Object")
    return (
      members(node, text)
        .filter((member) => member.name === String(token) && member.node)
        .pop() ?? null
    );
  if (node.name === "Array" && /^\d+$/.test(String(token))) {
    const entry = entries(node)[Number(token)];
    return entry ? { key: null, node: entry } : null;
  }
  return null;
}

/** The part of a text that a finding is about: the value at its pointer, its key where the key is wrong, else where it is missing. */
export function placeOf(text, finding) {
  let node = root(text);
  let key = null;
  if (!node) return { from: 0, to: text.length };
  for (const token of tokens(finding.pointer)) {
    const found = below(node, token, text);
    if (!found) return { from: node.from, to: Math.min(node.to, node.from + 1) };
    ({ node, key } = found);
  }
  if (key && finding.rule === "parameter.unknown") return { from: key.from, to: key.to };
  if (finding.pointer === "" || /\.required$/.test(finding.rule)) return { from: node.from, to: Math.min(node.to, node.from + 1) };
  return { from: node.from, to: node.to };
}
