import type { Settings } from "./wire.js";

/**
 * Middleware of Express: `app.use(express.json(), preflight())`, for forms behind multer. What is refused is answered with
 * status 400 and an error object as OpenAI's. Where no body was read, the application is told so by an error.
 */
export declare function preflight(settings?: Settings): (request: any, response: any, next: (error?: unknown) => void) => void;
