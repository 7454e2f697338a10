// Requests on their way: which operation an address takes, what a body asks for, and the answer to what is refused.
import { check, models } from "../index.js";
import { endpoints } from "./endpoints.js";
import { errors, steps } from "./places.js";

/** Codes of the API by the problem that a rule is about. */
const CODES = { required: "missing_required_parameter", type: "invalid_type", value: "invalid_value", unknown: "unknown_parameter", unsupported: "unknown_parameter" };

/** What a request to an address is, by its content type: `undefined` where it is not judged. */
export function asked(method, address, type) {
  const path = `${address.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "").split(/[?#]/)[0].replace(/\/+$/, "")}/`;
  const endpoint = endpoints.find((one) => one.method === method.toUpperCase() && path.endsWith(`${one.path}/`));
  const kind = (type ?? "").split(";")[0].trim().toLowerCase();
  const form = kind === "multipart/form-data";
  const operation = form ? endpoint?.form : !kind || kind === "application/json" || kind.endsWith("+json") ? endpoint?.json : undefined;
  return operation && { ...endpoint, operation, isForm: form, deployment: decoded(/\/deployments\/([^/]+)\//.exec(path)?.[1]) };
}

function decoded(part) {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A form as a request: its texts, and of its files what their parts say. */
export function fromForm(entries, files) {
  const request = new Map();
  const uploads = new Map();
  for (const [name, value] of entries) {
    if (typeof value === "string" && !files.includes(name.split("[")[0])) request.set(name, value);
    else uploads.set(name, [...(uploads.get(name) ?? []), described(value)]);
  }
  for (const [name, given] of uploads) request.set(name, given.length > 1 || name.endsWith("[]") ? given : given[0]);
  return Object.fromEntries(request);
}

const described = (part) =>
  typeof part === "string"
    ? { content_type: null, bytes: new TextEncoder().encode(part).length }
    : { content_type: part.type || "application/octet-stream", bytes: part.size };

/** The body of the answer to a request that is refused, `undefined` where it may go on. */
export function refusal(place, body, { onReport, unknownModels = "pass", aliases = {} } = {}) {
  for (const [pointer, request] of requestsIn(place, body)) {
    const report = check(withModel(request, place.deployment, aliases), place.operation);
    if (onReport && report.diagnostics.length) onReport(report, request);
    const first = errors(report).find(({ rule }) => rule !== "model.unknown" || unknownModels === "error");
    if (first) return answer(first.message, parameter(pointer + first.pointer), code(first.rule));
  }
  return undefined;
}

/** The same of a body that is still to be read: `read` gives what has `json()` and `formData()`. */
export async function refused(method, address, headers, read, options) {
  const place = headers.has("content-encoding") ? undefined : asked(method, address, headers.get("content-type"));
  if (!place) return undefined;
  const source = read();
  if (!source) return undefined;
  let body;
  try {
    body = place.isForm ? fromForm(await source.formData(), place.files) : await source.json();
  } catch {
    return answer(place.isForm ? "the body is no whole multipart form; send every part with its end." : 'the body is no JSON; send an object such as {"model": …, "prompt": …}.', null, null);
  }
  return refusal(place, body, options);
}

/** A body is one request, or holds some in a list, such as the tools of a response. */
function requestsIn({ list, types }, body) {
  if (!list) return [["", body]];
  const entries = Array.isArray(body?.[list]) ? body[list] : [];
  return entries.map((entry, index) => [`/${list}/${index}`, entry]).filter(([, entry]) => types.includes(entry?.type));
}

/** A request with the model that its deployment or its alias stands for. */
function withModel(request, deployment, aliases) {
  const meant = (name) => (typeof name === "string" && Object.hasOwn(aliases, name) ? aliases[name] : name);
  const deployed = meant(deployment);
  const model = models.some(({ name }) => name === deployed) ? deployed : meant(request?.model);
  return model === request?.model || Array.isArray(request) ? request : { ...request, model };
}

const answer = (message, param, code) => ({ error: { message, type: "invalid_request_error", param, code } });

/** A place as the API names it: `images[0].file_id`; a list of files is `image[0]`, however it is spelled. */
const parameter = (pointer) =>
  steps(pointer).reduce((name, step) => (typeof step === "number" ? `${name.replace(/\[\]$/, "")}[${step}]` : name ? `${name}.${step}` : step), "") || null;

const code = (rule) => (rule.startsWith("model.") ? null : (CODES[rule.slice(rule.lastIndexOf(".") + 1)] ?? null));
