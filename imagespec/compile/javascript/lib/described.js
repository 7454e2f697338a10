/** What a model takes, as plain data. */
import { allowedBy, isError, problemsOf } from "./contract.js";
import { modelOf } from "./engine.js";

/** The parameters of a model with their types and limits, what is between them, and what is not taken. */
export function described(operation, model) {
  const name = modelOf(operation, model);
  const entry = operation.known.get(name);
  if (!entry) throw new TypeError(`${operation.name} does not serve ${name}`);
  const { parameters, between, unsupported } = entry.contract;
  return {
    operation: operation.name,
    model: name,
    parameters: parameters.map(parameterData),
    between: between.flatMap((limit) => limitData(limit.kind.parameters(limit)[0], limit)),
    unsupported: unsupported.map(([key]) => key),
  };
}

function parameterData([name, type, limits = [], more = {}]) {
  const { rule = name, also_named: others, required, fields, item, default: fallback } = more;
  return {
    name,
    type: type.name,
    required: Boolean(required),
    nullable: Boolean(type.nullable),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(others ? { also_named: others } : {}),
    limits: limits.flatMap((limit) => limitData(rule, limit)),
    ...(fields ? { fields: fields.map(parameterData) } : {}),
    ...(item ? { item: parameterData(item) } : {}),
  };
}

/** Each problem that a limit can find: its rule and what is allowed. */
function limitData(rule, limit) {
  return problemsOf(limit).map((problem) => ({
    rule: `${rule}.${problem}`,
    severity: isError(limit, problem) ? "error" : "warning",
    ...allowedBy(limit, problem),
  }));
}
