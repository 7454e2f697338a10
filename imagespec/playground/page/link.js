// A link that carries a request: after the #, which no browser sends anywhere.

const LONGEST = 1_000_000;
const SHOWN = 60_000;

/** The link to this page with a request, `null` where it would be too long to pass on. */
export function linkTo(operation, text) {
  const carried = new URLSearchParams({ operation, request: text }).toString();
  return carried.length > SHOWN ? null : `${location.href.split("#")[0]}#${carried}`;
}

/** The operation and the text that a link carries, `null` where it carries none. */
export function carriedBy(hash, operations) {
  if (hash.length < 2 || hash.length > LONGEST) return null;
  const carried = new URLSearchParams(hash.slice(1));
  const text = carried.get("request");
  if (text === null) return null;
  const operation = carried.get("operation");
  return { text, operation: operations.includes(operation) ? operation : operations[0] };
}
