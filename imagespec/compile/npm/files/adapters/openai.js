// The openai package: requests are judged before they leave.
import { refused } from "./wire.js";

/** A `fetch` for `new OpenAI({ fetch })`: what is refused is not sent, and the client raises its own `BadRequestError`. */
export const preflight = ({ fetch: send = globalThis.fetch, ...options } = {}) => async (input, init = {}) => {
  const whole = input instanceof Request && init.body === undefined;
  const headers = new Headers(init.headers ?? (whole ? input.headers : undefined));
  if (init.body instanceof FormData) headers.set("content-type", "multipart/form-data");
  let { body } = init;
  const read = () => {
    if (whole) return input.clone();
    if (body instanceof FormData) return { formData: async () => body };
    if (!(body instanceof ReadableStream)) return READABLE.test(Object.prototype.toString.call(body)) ? new Response(body, { headers }) : undefined;
    const [ours, theirs] = body.tee();
    body = theirs;
    return new Response(ours, { headers });
  };
  const answer = await refused(init.method ?? (whole ? input.method : "GET"), whole ? input.url : String(input), headers, read, options);
  if (!answer) return send(input, body === init.body ? init : { ...init, body });
  if (body instanceof ReadableStream) await body.cancel();
  return Response.json(answer, { status: 400, headers: { "x-should-retry": "false" } });
};

/** Bodies that can be read twice. */
const READABLE = /^\[object (String|Blob|File|ArrayBuffer|\w+Array|DataView|URLSearchParams)\]$/;
