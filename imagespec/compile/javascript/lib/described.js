/** What a model takes, as plain data. */

/** The parameters of a model with their types and limits, what is between them, and what is not taken. */
export function described({ name, known, others }, model) {
  const entry = known.get(model);
  if (!entry) throw new TypeError(`${name} does not serve ${model}`);
  const { parameters, between, unsupported } = entry.contract;
  return {
    operation: name,
    model,
    parameters: parameters.map(parameterData),
    between: between.flatMap(({ limit, of }) => limitData(of[0].rule, limit)),
    unsupported: unsupported.map(([key]) => key),
  };
}

function parameterData({ name, rule, names, type, limits, required, fields, item, default: fallback }) {
  return {
    name,
    type: type.name,
    required: Boolean(required),
    nullable: Boolean(type.nullable),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(names.length > 1 ? { names } : {}),
    limits: limits.flatMap((limit) => limitData(rule, limit)),
    ...(fields ? { fields: fields.map(parameterData) } : {}),
    ...(item ? { item: parameterData(item) } : {}),
  };
}

/** Each problem that a limit can find: its rule and what is allowed. */
function limitData(rule, limit) {
  return (limit.problems ?? []).map((problem) => ({
    rule: `${rule}.${problem}`,
    severity: limit.soft?.includes(problem) ? "warning" : "error",
    ...limit.kind.limits?.(limit, problem),
  }));
}
