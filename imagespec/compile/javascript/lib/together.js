/** Every operation of a table behind one face. */
import { remedy } from "./names.js";
import { goodSizes, LONGEST, nearestOf, STRATEGIES } from "./nearest.js";
import { quoted, visible } from "./text.js";
import { readRatio } from "./wishes.js";

const SIZE = "size";

/** The face of several operations. `recommended` is the model of sizes for which none is named. */
export function together(faces, recommended) {
  const byName = new Map(faces.map((face) => [face.name, face]));
  const operations = [...byName.keys()];
  const faceOf = (name) => {
    const face = byName.get(name);
    if (!face) throw new TypeError(`no operation '${visible(String(name))}'; ${remedy(String(name), operations)}`);
    return face;
  };
  return {
    operations,
    check: (request, operation = "generate", options) => faceOf(operation).check(request, options),
    isValid: (request, operation = "generate") => faceOf(operation).isValid(request),
    fix: (request, operation = "generate", options) => faceOf(operation).fix(request, options),
    contract: (operation, model) => faceOf(operation).contract(model),
    nearestSize(model, width, height, strategy = "ratio") {
      for (const [name, edge] of [["width", width], ["height", height]]) {
        if (!Number.isInteger(edge) || edge < 1 || edge > LONGEST) {
          throw new TypeError(`${name} must be 1 to 999,999,999 pixels, got ${quoted(edge)}`);
        }
      }
      if (!STRATEGIES.includes(strategy)) throw new TypeError(`no strategy ${quoted(strategy)}; ${remedy(String(strategy), STRATEGIES)}`);
      return nearestOf(gridOf(faces, model), width, height, strategy)?.join("x");
    },
    sizesFor(ratio, model = recommended) {
      const parts = readRatio(String(ratio).trim());
      if (!parts) throw new TypeError(`${quoted(ratio)} is no ratio; write width to height, such as 16:9`);
      return goodSizes(gridOf(faces, model), ...parts).map((size) => size.join("x"));
    },
  };
}

/** The sizes of a model in the first operation that takes sizes of it. */
function gridOf(faces, model) {
  for (const { name, definition, meant } of faces) {
    const entry = definition.known.get(meant(model));
    const size = entry?.contract.parameters.find((parameter) => parameter.name === SIZE);
    const limit = size?.limits.find(({ kind }) => kind.grid);
    if (limit) return limit.kind.grid(limit);
  }
  throw new TypeError(`${visible(String(model))} takes no sizes`);
}
