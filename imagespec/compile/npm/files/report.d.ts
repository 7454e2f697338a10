/** The document that a limit comes from, as of a date. */
export interface Source {
  key: string;
  title: string;
  url: string;
  date: string;
  basis: "documented" | "observed" | "inferred";
}

/** One operation of RFC 6902. */
export type Edit =
  | { op: "add" | "replace"; path: string; value: unknown }
  | { op: "remove"; path: string }
  | { op: "move"; from: string; path: string };

/** A repair. A safe one keeps what the request asks for. */
export interface Fix {
  title: string;
  safety: "safe" | "unsafe";
  edits: Edit[];
}

/** One finding. */
export interface Diagnostic<Severity extends "error" | "warning" = "error" | "warning"> {
  /** A stable name, `<parameter>.<problem>`. */
  rule: string;
  /** `error`: the API refuses the request. `warning`: it takes it, but that is not to be relied on. */
  severity: Severity;
  /** Where it is, as RFC 6901 writes it. */
  pointer: string;
  /** One sentence with value, limit and remedy. */
  message: string;
  operation: string;
  /** The model as which the request was checked, empty where it names none that is known. */
  model: string;
  /** What was found under `actual`, at most 80 characters of it, and the limits that were missed. */
  params: Record<string, unknown>;
  /** Repairs, best first. */
  fixes: Fix[];
  source: Source;
}

/** The report on a request without errors: whatever it says is a warning. */
export interface Accepted<Operation extends string = string> {
  readonly ok: true;
  readonly operation: Operation;
  readonly model: string;
  readonly diagnostics: readonly Diagnostic<"warning">[];
}

/** The report on a request that the API refuses: there is at least one finding. */
export interface Refused<Operation extends string = string> {
  readonly ok: false;
  readonly operation: Operation;
  readonly model: string;
  readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]];
}

/** Every finding of a request. `ok` tells which of the two it is. */
export type Report<Operation extends string = string> = Accepted<Operation> | Refused<Operation>;

/** What repairs made of a request, and what is left to say of it. The request that was given is as it was. */
export interface Fixed<Operation extends string = string> {
  readonly request: unknown;
  readonly applied: readonly Fix[];
  readonly report: Report<Operation>;
}

declare const valid: unique symbol;

/** A request of which `isValid` said so. The mark is there for the compiler only: nothing is added to the request. */
export type Valid<Request> = Request & { readonly [valid]: true };

/** How a request is checked. */
export interface Options<Model extends string = string> {
  /** The model of a request that names none. */
  model?: Model;
  /** The day of warnings about models that end, such as `2026-11-26`. Without it, today. */
  today?: string;
}

/** Which repairs are made. */
export interface FixOptions {
  /** Also those that change what the request asks for. */
  unsafe?: boolean;
}

/** What is known of a model. */
export interface Model<Name extends string = string> {
  name: Name;
  title: string;
  /** When it ends or has ended, in words, where that is known. */
  end?: string;
  /** The operations that it serves. */
  operations: string[];
}

/** One problem that a limit finds, with the bounds or members that it allows under their names in `params` of a finding. */
export interface Limit {
  rule: string;
  severity: "error" | "warning";
  [bound: string]: unknown;
}

/** What a parameter takes, or a field of an object. */
export interface Parameter {
  name: string;
  type: string;
  required: boolean;
  nullable: boolean;
  /** What the API does where it is left out. */
  default?: unknown;
  /** Every spelling, where there are several. */
  names?: string[];
  limits: Limit[];
  fields?: Parameter[];
  item?: Parameter;
}

/** What a model takes in an operation. */
export interface Contract {
  operation: string;
  model: string;
  parameters: Parameter[];
  /** Limits between parameters. */
  between: Limit[];
  /** Parameters of other models. */
  unsupported: string[];
}
