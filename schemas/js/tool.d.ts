import type { Contract, FixOptions, Fixed, Options, Report, Valid } from "./report.js";
import type { ToolRequest } from "./requests.js";

export type { Accepted, Contract, Diagnostic, Edit, Fix, FixOptions, Fixed, Limit, Model, Options, Parameter, Refused, Report, Source, Valid } from "./report.js";
export type { ToolRequest } from "./requests.js";

/** The models of the operation. */
export type ToolModel =
  | "gpt-image-1"
  | "gpt-image-1-mini"
  | "gpt-image-1.5"
  | "gpt-image-1.5-2025-12-16"
  | "chatgpt-image-latest"
  | "gpt-image-2"
  | "gpt-image-2-2026-04-21"
  | "gpt-image-2.5-flare"
  | "gpt-image-2.5-flare-2026-09-08"
  | "gpt-image-2.5-sunburst"
  | "gpt-image-2.5-sunburst-2026-09-08"
  | "gpt-image-2.6-flare"
  | "gpt-image-2.6-sunburst";

/** Make images as a tool of the Responses API: every finding of a request. Takes anything, throws for no request, and changes none. */
export declare function check(request: unknown, options?: Options<ToolModel>): Report<"tool">;

/** Make images as a tool of the Responses API: whether a request has no errors. */
export declare function isValid(request: unknown): request is Valid<ToolRequest>;

/** Make images as a tool of the Responses API: a request after its safe repairs, or after all of them. */
export declare function fix(request: unknown, options?: FixOptions): Fixed<"tool">;

/** What a model takes, as plain data. */
export declare function contract(model: ToolModel): Contract;

/** The models of the operation. */
export declare const models: readonly ToolModel[];
