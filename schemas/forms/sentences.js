// Errors of a `form` schema in words: one sentence per mistake, from those of React JSON Schema Form or of ajv itself.

const many = (number, thing) => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
const SAID = {
  required: () => "is needed",
  type: ({ type }) => `must be ${{ integer: "a whole number", boolean: "yes or no", string: "text" }[type] ?? "filled in"}`,
  enum: () => "must be one of the choices",
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  minLength: ({ limit }) => (limit === 1 ? "is needed" : `needs at least ${many(limit, "character")}`),
  maxLength: ({ limit }) => `takes at most ${many(limit, "character")}`,
  minItems: ({ limit }) => `needs at least ${limit}`,
  maxItems: ({ limit }) => `takes at most ${limit}`,
  contains: () => "needs at least one",
  format: () => "must be a file",
  additionalProperties: ({ additionalProperty }) => `does not take ${additionalProperty}`,
  "false schema": () => "must be left empty beside the other choices",
};
const OF_CHOICES = ["type", "required", "additionalProperties", "enum", "not"];

export function sentences(schema) {
  const whole = (part) => (part?.$ref ? at(part.$ref) : part);
  const step = (part, key) => whole(part)?.[decodeURIComponent(key).replace(/~1/g, "/").replace(/~0/g, "~")];
  const at = (path) => path.split("/").slice(1).reduce(step, schema) ?? {};
  const titleOf = (name, part = schema) =>
    whole(part.properties?.[name])?.title ??
    Object.values(part).reduce((found, inner) => found ?? (inner && typeof inner === "object" ? titleOf(name, inner) : undefined), undefined);

  const read = (given) => {
    const keyword = given.keyword ?? given.name;
    const missing = keyword === "required" ? given.params.missingProperty : undefined;
    const place = (given.instancePath ?? given.property).split(/[./]/).filter(Boolean);
    if (missing && given.instancePath !== undefined) place.push(missing);
    return { given, keyword, missing, place, key: place.join("/"), path: given.schemaPath.replace(/\/[^/]*$/, "") };
  };
  const said = ({ given, keyword, missing, place, path }) => {
    const around = at(path);
    const named = missing ? at(`${path}/properties/${missing}`).title : around.title;
    const title = (place.length || keyword !== "additionalProperties" ? named ?? titleOf(place.at(-1)) : undefined) ?? "This form";
    const message = SAID[keyword] && (around.type || typeof around === "boolean") ? `${title} ${SAID[keyword](given.params)}.` : around.description ?? `${title} is not right.`;
    return { ...given, message, stack: message };
  };

  return (errors) => {
    const found = errors.map(read).filter(({ keyword }) => keyword !== "if");
    const isChoice = ({ keyword }) => keyword === "anyOf" || keyword === "oneOf";
    const choices = found.filter(isChoice);
    const within = (error, { key }) => error.key === key || error.key.startsWith(`${key}/`);
    const told = found.filter((error) => !isChoice(error) && !(OF_CHOICES.includes(error.keyword) && choices.some((choice) => within(error, choice))));
    for (const choice of choices.filter((one) => !told.some((error) => within(error, one)))) {
      told.push(found.find((error) => error.missing && within(error, choice)) ?? { ...choice, keyword: "enum" });
    }
    const every = told.map(said);
    return every.filter(({ stack }, index) => every.findIndex((other) => other.stack === stack) === index);
  };
}
