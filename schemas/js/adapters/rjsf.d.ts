import type { Report } from "../report.js";

/** Properties of `<Form>`: what is wrong is said by the checks, each message at its field, and nothing by ajv. */
export interface FormChecks {
  transformErrors: () => [];
  customValidate: <Found>(request: any, found: Found) => Found;
  showErrorList: false;
}

/**
 * Checks a form of React JSON Schema Form: `<Form {...rjsf(check)} schema={schema} validator={validator} />`.
 *
 * @param check the `check` of an operation, such as that of `imagespec/generate`
 */
export declare function rjsf(check: (request: unknown) => Report): FormChecks;
