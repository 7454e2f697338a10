// React JSON Schema Form: the checks in place of what ajv says.
import { child, errors, steps } from "./places.js";

/** Properties of `<Form>`, from the `check` of an operation. */
export const rjsf = (check) => ({
  transformErrors: () => [],
  customValidate(data, found) {
    const request = Object.fromEntries(Object.entries(data ?? {}).map(([name, value]) => [name, sent(value)]));
    for (const { rule, pointer, message } of errors(check(request))) {
      const field = shownAt(rule, steps(pointer), data).reduce((tree, step) => child(tree, step, {}), found);
      child(field, "__errors", []).push(message);
    }
    return found;
  },
  showErrorList: false, // each message stands at its field
});

/** A picked file, which a form holds as a data URL with its name, is sent as the file that it is. */
function sent(value) {
  if (Array.isArray(value)) return value.map(sent);
  const [url, type] = (typeof value === "string" && /^data:([^;,]*);name=[^;,]*;base64,/.exec(value)) || [];
  if (url === undefined) return value;
  const content = value.slice(url.length);
  const format = Object.keys(BEGINNINGS).find((beginning) => content.startsWith(beginning));
  return { content_type: type, bytes: Math.floor((content.replace(/=+$/, "").length * 3) / 4), ...(format && { format: BEGINNINGS[format] }) };
}

/** How the files of a format begin, in base64. */
const BEGINNINGS = { iVBORw0KGgo: "png", "/9j/": "jpeg", UklGR: "webp", R0lGO: "gif", Qk: "bmp" };

/** The field at which a message is seen: that of a list for its files, the whole form for what no field shows. */
function shownAt(rule, path, data) {
  if (/\.(unknown|unsupported)$/.test(rule) && path[0] !== "model") return [];
  return path.length === 2 && typeof data?.[path[0]]?.[path[1]] === "string" ? path.slice(0, 1) : path;
}
