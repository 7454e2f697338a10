import type { Settings } from "./wire.js";

/**
 * Middleware of Hono: `app.use(preflight())`. What is refused is answered with status 400 and an error object as OpenAI's;
 * everything else goes on as it came.
 */
export declare function preflight(settings?: Settings): (context: any, next: () => Promise<void>) => Promise<Response | void>;
