// Hono: requests are judged before the handlers run.
import { refused } from "./wire.js";

/** Middleware that answers what is refused with status 400, as OpenAI would; all else goes on as it came. */
export const preflight = (options) => async (context, next) => {
  const { req } = context;
  const read = () => (req.raw.bodyUsed ? req : req.raw.clone());
  const body = await refused(req.method, req.url, req.raw.headers, read, options);
  return body ? context.json(body, 400) : next();
};
