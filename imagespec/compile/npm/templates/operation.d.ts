import type { Contract, FixOptions, Fixed, Options, Report, Valid } from "./report.js";
import type { ${request} } from "./requests.js";

export type { Accepted, Contract, Diagnostic, Edit, Fix, FixOptions, Fixed, Limit, Model, Options, Parameter, Refused, Report, Source, Valid } from "./report.js";
export type { ${request} } from "./requests.js";

/** The models of the operation. */
export type ${models} =
${members};

/** ${title}: every finding of a request. Takes anything, throws for no request, and changes none. */
export declare function check(request: unknown, options?: Options<${models}>): Report<${operation}>;

/** ${title}: whether a request has no errors. */
export declare function isValid(request: unknown): request is Valid<${request}>;

/** ${title}: a request after its safe repairs, or after all of them. */
export declare function fix(request: unknown, options?: FixOptions): Fixed<${operation}>;

/** What a model takes, as plain data. */
export declare function contract(model: ${models}): Contract;

/** The models of the operation. */
export declare const models: readonly ${models}[];
