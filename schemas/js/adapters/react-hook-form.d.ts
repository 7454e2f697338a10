import type { Report } from "../report.js";

/**
 * Checks a form of react-hook-form: `useForm({ resolver: resolver(check) })`. The type of an error is its rule.
 * What is left empty must be `undefined`: an empty text is a value.
 *
 * @param check the `check` of an operation, such as that of `imagespec/generate`
 */
export declare function resolver(
  check: (request: unknown) => Report,
): <Values>(values: Values, context?: unknown, options?: { criteriaMode?: "firstError" | "all" }) => { values: Values; errors: {} } | { values: {}; errors: Record<string, any> };
