import type { Report } from "../report.js";

/** What a refinement of zod is given. */
export interface Refinement {
  addIssue(issue: { code: "custom"; path: (string | number)[]; message: string; params: { rule: string } }): void;
}

/**
 * Checks what a schema of zod takes: `z.looseObject({}).superRefine(refine(check))`.
 *
 * @param check the `check` of an operation, such as that of `imagespec/generate`
 */
export declare function refine(check: (request: unknown) => Report): (request: unknown, context: Refinement) => void;
