import type { Contract, FixOptions, Fixed, Model, Options, Report, Valid } from "./report.js";
import type { ImageModel, GenerateRequest, EditRequest, EditJsonRequest, VariationRequest, ToolRequest } from "./requests.js";

export type { Accepted, Contract, Diagnostic, Edit, Fix, FixOptions, Fixed, Limit, Model, Options, Parameter, Refused, Report, Source, Valid } from "./report.js";
export type * from "./requests.js";

/** The request of each operation. */
export interface Requests {
  "generate": GenerateRequest;
  "edit": EditRequest;
  "edit-json": EditJsonRequest;
  "variation": VariationRequest;
  "tool": ToolRequest;
}

/** The operations: one request shape each. */
export type Operation = keyof Requests;

/** What makes a size near: closest, ratio, cover, contain, area. */
export type Strategy = "closest" | "ratio" | "cover" | "contain" | "area";

/** Every finding of a request. Takes anything, throws for no request, and changes none. */
export declare function check<Name extends Operation = "generate">(request: unknown, operation?: Name, options?: Options<ImageModel>): Report<Name>;

/** Whether a request has no errors. */
export declare function isValid<Name extends Operation = "generate">(request: unknown, operation?: Name): request is Valid<Requests[Name]>;

/** A request after its safe repairs, or after all of them. */
export declare function fix<Name extends Operation = "generate">(request: unknown, operation?: Name, options?: FixOptions): Fixed<Name>;

/** What a model takes in an operation, as plain data. */
export declare function contract(operation: Operation, model: ImageModel): Contract;

/** The size that a model takes which is nearest to a wanted one, such as `1024x1024`; `undefined` where there is none. */
export declare function nearestSize(model: ImageModel, width: number, height: number, strategy?: Strategy): string | undefined;

/** The sizes of a ratio, such as `16:9`, that a model takes. */
export declare function sizesFor(ratio: string, model?: ImageModel): string[];

/** The models that the table knows. */
export declare const models: readonly Model<ImageModel>[];

/** The names of the operations. */
export declare const operations: readonly Operation[];

/** Table and revision, such as `openai@2026-11-26`. */
export declare const spec: string;
