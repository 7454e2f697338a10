// react-hook-form: the checks as a resolver.
import { child, errors, steps } from "./places.js";

/** The `resolver` of `useForm`, from the `check` of an operation. */
export const resolver = (check) => (values, _context, options) => {
  const found = {};
  for (const { rule, pointer, message } of errors(check(values))) {
    const path = steps(pointer || "/root");
    const field = path.reduce((tree, step, index) => child(tree, step, typeof path[index + 1] === "number" ? [] : {}), found);
    if (!field.message) Object.assign(field, { type: rule, message });
    if (options?.criteriaMode === "all") child(field, "types", {})[rule] = message;
  }
  return Object.keys(found).length ? { values: {}, errors: found } : { values, errors: {} };
};
