// What forms say of requests whose checks stand behind them: React JSON Schema Form, and zod.
// usage: node forms.mjs input.json, where input is {operation, schema, requests}
import fs from "node:fs";
import validator from "@rjsf/validator-ajv8";
import * as z from "zod";
import { rjsf } from "imagespec/adapters/rjsf";
import { refine } from "imagespec/adapters/zod";

const { operation, schema, requests } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const { check } = await import(`imagespec/${operation}`);
const { customValidate, transformErrors } = rjsf(check);
const parse = z.looseObject({}).superRefine(refine(check)).safeParse;

const answers = requests.map((request) => {
  const before = JSON.stringify(request);
  const form = (validator.default ?? validator).validateFormData(request, schema, customValidate, transformErrors);
  const parsed = parse(request);
  return {
    rjsf: form.errors.map(({ property, message }) => [property, message]),
    zod: parsed.success ? [] : parsed.error.issues.map(({ path, message, params }) => [path, message, params.rule]),
    changed: JSON.stringify(request) !== before,
  };
});
console.log(JSON.stringify({ answers, polluted: "__errors" in {} || "message" in {} }));
