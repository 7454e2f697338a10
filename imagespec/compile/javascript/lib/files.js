/** Uploads: what can stand for a file in a request, and what is known about it without reading it. */
import { Opaque, cut, strip } from "./text.js";
import { integer } from "./values.js";

export const USUAL = ["png", "jpeg", "webp"];
const REFERENCES = ["image_url", "file_id"];
const ENDINGS = "png jpeg webp gif svg heic heif avif bmp tiff ico pdf txt mp4 mov jpg:jpeg tif:tiff";
const EXTENSIONS = new Map(
  ENDINGS.split(" ").flatMap((pair) => {
    const [ending, name = ending] = pair.split(":");
    return [[ending, name], [ending.toUpperCase(), name]];
  }),
);
const ALPHA = new Map([...["RGBA", "LA", "PA"].map((mode) => [mode, true]), ...["RGB", "L", "CMYK", "1"].map((mode) => [mode, false])]);

/** Other names of formats. */
export const spelling = (name) => (name === "jpg" ? "jpeg" : name);

/** What is known about an upload, undefined when the value cannot be one. */
export function fileFacts(value) {
  if (typeof value === "string") return isAddress(value) ? undefined : { format: namedFormat(value) };
  if (value instanceof Opaque) return value.file && { ...value.file, media: value.file.named ? contentType(value.file.type) : undefined };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return described(value);
}

const isAddress = (text) => /^(https:\/\/|http:\/\/|data:)/.test(text.slice(0, 8).toLowerCase());

/** The format that the ending of a file's name tells, undefined where it tells none. */
function namedFormat(name) {
  const end = name.replace(/\n+$/, "").slice(-5);
  const dot = end.lastIndexOf(".");
  return dot < 0 ? undefined : EXTENSIONS.get(end.slice(dot + 1));
}

function described(value) {
  if (REFERENCES.some((key) => Object.hasOwn(value, key))) return undefined;
  const read = (key) => (Object.hasOwn(value, key) ? value[key] : undefined);
  const mode = read("mode");
  const claims = [read("alpha"), ALPHA.get(mode)].filter((claim) => typeof claim === "boolean");
  return {
    format: format(read("format")),
    media: Object.hasOwn(value, "content_type") ? contentType(value.content_type) : undefined,
    size: integer(read("bytes")),
    width: integer(read("width")),
    height: integer(read("height")),
    alpha: claims.length ? claims.every(Boolean) : undefined,
    several: read("multi_picture") === true,
  };
}

function format(value) {
  if (typeof value !== "string") return value === undefined || value === null ? undefined : "";
  return spelling(value.replace(/\n+$/, "").toLowerCase());
}

/** The short name of an image content type, "" for a missing or another one. */
function contentType(value) {
  const name = typeof value === "string" ? value.replace(/\n+$/, "").split(";")[0].replace(/ +$/, "").toLowerCase() : "";
  return name.startsWith("image/") ? name.slice(6) : "";
}

/** The short name of the image format that a data: URL holds as base64, "" where it holds none, undefined for any other text. */
export function dataFormat(text) {
  if (text.slice(0, 5).toLowerCase() !== "data:") return undefined;
  const usual = /^data:image\/(\w{1,40});base64,[^]/i.exec(text);
  if (usual) return usual[1].toLowerCase();
  const start = cut(text, 256);
  const comma = start.indexOf(",");
  const head = comma < 0 ? start : start.slice(0, comma);
  const parts = head.slice(5).toLowerCase().split(";");
  const media = strip(parts[0]);
  const whole = comma >= 0 && text.length > head.length + 1 && parts.length > 1 && strip(parts.at(-1)) === "base64";
  return whole && media.startsWith("image/") ? media.slice(6) : "";
}
