// Where findings stand in what their readers hold.

/** The findings for which the API refuses a request. */
export const errors = (report) => (report.ok ? [] : report.diagnostics.filter(({ severity }) => severity === "error"));

/** The steps of a pointer: numbers for entries of lists, texts for keys. */
export const steps = (pointer) =>
  pointer.split("/").slice(1).map((step) => (/^(0|[1-9]\d*)$/.test(step) ? Number(step) : step.replace(/~1/g, "/").replace(/~0/g, "~")));

/** What stands at a step of a tree, made where nothing does. Keys such as `__proto__` are keys like any other. */
export const child = (tree, step, made) => {
  if (!Object.hasOwn(tree, step)) Object.defineProperty(tree, step, { value: made, enumerable: true, writable: true, configurable: true });
  return tree[step];
};
