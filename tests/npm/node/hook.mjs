// What a form of react-hook-form sends, or says is wrong.
// usage: node hook.mjs input.json, where input is [{operation, values, criteriaMode}]
import fs from "node:fs";
import { createFormControl } from "react-hook-form";
import { resolver } from "imagespec/adapters/react-hook-form";

const answers = [];
for (const { operation, values, criteriaMode } of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  const { check } = await import(`imagespec/${operation}`);
  const { handleSubmit, register } = createFormControl({ resolver: resolver(check), criteriaMode, defaultValues: values });
  register("prompt");
  await handleSubmit((sent) => answers.push({ sent }), (errors) => answers.push({ errors }))();
}
console.log(JSON.stringify(answers));
