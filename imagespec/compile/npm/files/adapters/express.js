// Express: requests are judged once their bodies are read.
import { asked, fromForm, refusal } from "./wire.js";

/** Middleware that answers what is refused with status 400, as OpenAI would. Bodies are read before it: `express.json()`, multer. */
export const preflight = (options) => (request, response, next) => {
  const place = asked(request.method, request.originalUrl, request.get("content-type"));
  if (!place) return next();
  if (request.body === undefined) return next(new Error("imagespec: no body was read; use express.json(), or multer for forms, before preflight()"));
  const body = refusal(place, place.isForm ? form(request, place.files) : request.body, options);
  return body ? response.status(400).json(body) : next();
};

/** What multer has read. */
function form({ body, file, files = [] }, fields) {
  const uploads = [file ?? [], Object.values(files)].flat(2).map(({ fieldname, mimetype, size }) => [fieldname, { type: mimetype, size }]);
  const texts = Object.entries(body).filter(([, value]) => typeof value === "string");
  return { ...body, ...fromForm([...texts, ...uploads], fields) };
}
