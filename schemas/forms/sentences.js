// Errors of a `form` schema in words: one sentence per mistake, from those of React JSON Schema Form or of ajv itself.

const many = (number, thing) => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
const SAID = {
  required: () => "is needed",
  type: ({ type }) => `must be ${{ integer: "a whole number", boolean: "yes or no", string: "text" }[type] ?? "filled in another way"}`,
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
  const at = (path) => path.split("/").slice(1).reduce((part, key) => part?.[decodeURIComponent(key).replace(/~1/g, "/").replace(/~0/g, "~")], schema);
  const said = (error) => {
    const around = at(error.schemaPath.replace(/\/[^/]*$/, "")) ?? {};
    const title = /^'(.+?)' /.exec(error.stack ?? "")?.[1] ?? around.title ?? error.place.at(-1) ?? "This form";
    const spoken = around.description && (!SAID[error.keyword] || !around.type);
    const message = spoken ? around.description : `${title} ${(SAID[error.keyword] ?? (() => "is not right"))(error.params)}.`;
    return { ...error.given, message, stack: message };
  };
  return (errors) => {
    const found = errors.map((given) => {
      const keyword = given.keyword ?? given.name;
      const place = (given.property ?? given.instancePath).split(/[./]/).filter(Boolean);
      return { ...given, given, keyword, place, key: place.join("/") };
    });
    const choices = found.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
    const inside = (error) => choices.some(({ key }) => error.key === key || error.key.startsWith(`${key}/`));
    const told = found.filter((error) => !choices.includes(error) && error.keyword !== "if" && !(inside(error) && OF_CHOICES.includes(error.keyword)));
    const silent = choices.filter(({ key }) => !told.some((error) => error.key === key || error.key.startsWith(`${key}/`)));
    const whole = silent.map((error) => ({ ...error, keyword: found.some((other) => other.key.startsWith(`${error.key}/`)) ? "required" : "enum" }));
    const every = [...told, ...whole].map(said);
    return every.filter((error, index) => every.findIndex((other) => other.stack === error.stack) === index);
  };
}
