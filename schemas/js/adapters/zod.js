// zod: the checks as a refinement.
import { errors, steps } from "./places.js";

/** What `superRefine` of a schema takes, from the `check` of an operation. */
export const refine = (check) => (request, context) => {
  for (const { rule, pointer, message } of errors(check(request))) {
    context.addIssue({ code: "custom", path: steps(pointer), message, params: { rule } });
  }
};
