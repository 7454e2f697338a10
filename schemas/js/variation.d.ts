import type { Contract, FixOptions, Fixed, Options, Report, Valid } from "./report.js";
import type { VariationRequest } from "./requests.js";

export type { Accepted, Contract, Diagnostic, Edit, Fix, FixOptions, Fixed, Limit, Model, Options, Parameter, Refused, Report, Source, Valid } from "./report.js";
export type { VariationRequest } from "./requests.js";

/** The models of the operation. */
export type VariationModel =
  | "dall-e-2";

/** Make variations of an image: every finding of a request. Takes anything, throws for no request, and changes none. */
export declare function check(request: unknown, options?: Options<VariationModel>): Report<"variation">;

/** Make variations of an image: whether a request has no errors. */
export declare function isValid(request: unknown): request is Valid<VariationRequest>;

/** Make variations of an image: a request after its safe repairs, or after all of them. */
export declare function fix(request: unknown, options?: FixOptions): Fixed<"variation">;

/** What a model takes, as plain data. */
export declare function contract(model: VariationModel): Contract;

/** The models of the operation. */
export declare const models: readonly VariationModel[];
