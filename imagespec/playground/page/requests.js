// The requests of a file: one, an array of them, JSON Lines, or the lines of a Batch file with `body` and `url`.
import { parsed } from "./places.js";
import { isObject } from "./rewrite.js";

export const LARGEST = 32 * 1024 * 1024;

/** Every request in the text of a file as `{ name, text, operation, problem }`. */
export function requestsIn(text, operations) {
  const whole = parsed(text);
  if (!whole.error) {
    const values = Array.isArray(whole.value) ? whole.value : [whole.value];
    const single = values.length === 1 && values[0] === whole.value;
    return values.flatMap((value, index) => read(value, single ? "request" : `entry ${index + 1}`, operations, single ? text : null));
  }
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => [line, index + 1])
    .filter(([line]) => line.trim());
  const asLines = lines.map(([line, number]) => ({ line, number, ...parsed(line) }));
  if (!asLines.some(({ error }) => !error) || asLines.length < 2)
    return [{ name: "request", text, operation: operations[0].name, broken: true }];
  return asLines.flatMap(({ line, number, value, error }) =>
    error
      ? [{ name: `line ${number}`, text: line, operation: operations[0].name, broken: true }]
      : read(value, `line ${number}`, operations, null),
  );
}

/** The requests of one value: the body of a Batch line, the image tools in a body, or itself. */
function read(value, name, operations, text) {
  if (isObject(value) && isObject(value.body) && typeof value.url === "string") {
    const own = typeof value.custom_id === "string" ? `${name}, ${value.custom_id}` : name;
    const found = operations.filter((operation) => value.url.replace(/[?#].*$/, "").endsWith(operation.path));
    const operation = found.find((one) => !one.multipart) ?? found[0];
    return inBody(value.body, own, operation ?? guessed(value.body, operations), null);
  }
  return inBody(value, name, guessed(value, operations), text);
}

function inBody(value, name, operation, text) {
  if (operation.within && isObject(value) && Array.isArray(value[operation.within])) {
    const tools = value[operation.within]
      .map((tool, index) => [tool, index])
      .filter(([tool]) => isObject(tool) && tool.type === operation.example.type);
    return tools.map(([tool, index]) => ({ name: `${name}, ${operation.within}[${index}]`, text: shown(tool), operation: operation.name }));
  }
  return [{ name, text: text ?? shown(value), operation: operation.name }];
}

function shown(value) {
  return JSON.stringify(value, null, 2);
}

/** The operation that the keys of a request speak for. */
function guessed(value, operations) {
  const has = (key) => isObject(value) && Object.hasOwn(value, key);
  const within = operations.find((one) => one.within && has(one.within));
  if (within) return within;
  let name = "generate";
  if (has("images")) name = "edit-json";
  else if (has("image")) name = has("prompt") ? "edit" : "variation";
  else if (has("type") && !has("prompt")) name = "tool";
  return operations.find((operation) => operation.name === name) ?? operations[0];
}
