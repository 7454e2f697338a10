/** Every operation of a table behind one face. */
import { described } from "./described.js";
import { check, isValid, modelOf } from "./engine.js";
import { fix } from "./fixing.js";
import { remedy } from "./names.js";
import { nearestOf } from "./nearest.js";
import { goodSizes, LONGEST, STRATEGIES } from "./strategies.js";
import { quoted, visible } from "./text.js";
import { readRatio } from "./wishes.js";

const SIZE = "size";

/** An argument as text; anything else by its type, so that none of its code runs. */
const textOf = (value) => (typeof value === "string" ? value : typeof value);

/** The face of several operations. `table` names the models, `recommended` that of sizes for which none is named. */
export function together(every, table, recommended) {
  const byName = new Map(every.map((operation) => [operation.name, operation]));
  const operations = [...byName.keys()];
  const named = (name) => {
    const operation = byName.get(name);
    if (!operation) throw new TypeError(`no operation '${visible(textOf(name))}'; ${remedy(textOf(name), operations)}`);
    return operation;
  };
  return {
    operations,
    models: table.map(([name, title, end]) => ({
      name,
      title,
      ...(end && { end }),
      operations: operations.filter((operation) => byName.get(operation).known.has(name)),
    })),
    check: (request, operation = "generate", options) => check(named(operation), request, options),
    isValid: (request, operation = "generate") => isValid(named(operation), request),
    fix: (request, operation = "generate", options) => fix(named(operation), request, options),
    contract: (operation, model) => described(named(operation), model),
    nearestSize(model, width, height, strategy = "closest") {
      for (const [name, edge] of Object.entries({ width, height })) {
        if (!Number.isInteger(edge) || edge < 1 || edge > LONGEST) {
          throw new TypeError(`${name} must be 1 to 999,999,999 pixels, got ${quoted(edge)}`);
        }
      }
      if (!Object.hasOwn(STRATEGIES, textOf(strategy))) {
        throw new TypeError(`no strategy ${quoted(strategy)}; ${remedy(textOf(strategy), Object.keys(STRATEGIES))}`);
      }
      return nearestOf(gridOf(every, model), width, height, STRATEGIES[strategy])?.join("x");
    },
    sizesFor(ratio, model = recommended) {
      const parts = readRatio(textOf(ratio).trim());
      if (!parts) throw new TypeError(`${quoted(ratio)} is no ratio; write width to height, such as 16:9`);
      return goodSizes(gridOf(every, model), ...parts).map((size) => size.join("x"));
    },
  };
}

/** The sizes of a model in the first operation that takes sizes of it. */
function gridOf(every, model) {
  for (const operation of every) {
    const entry = operation.known.get(modelOf(operation, model));
    const size = entry?.contract.parameters.find(([name]) => name === SIZE);
    const limit = size?.[2]?.find(({ kind }) => kind.grid);
    if (limit) return limit.kind.grid(limit);
  }
  throw new TypeError(`${visible(model)} takes no sizes`);
}
