import type { Settings } from "./wire.js";

/**
 * A `fetch` for the openai package: `new OpenAI({ fetch: preflight() })`. What is refused is not sent: the client raises its own
 * `BadRequestError`, with `param`. A body that is a stream is read whole before it leaves.
 *
 * @param settings `fetch` is what sends, the global one where it is left out
 */
export declare function preflight(settings?: Settings & { fetch?: typeof fetch }): typeof fetch;
