// What zod, json-schema-to-typescript and quicktype make of a schema.
// usage: node digest.mjs input.json, where input is [{schema, requests}]
import fs from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import { InputData, JSONSchemaInput, quicktype } from 'quicktype-core';
import * as z from 'zod';

const answers = [];
for (const { schema, requests } of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  const zod = z.fromJSONSchema(schema);
  const verdicts = requests.map((request) => zod.safeParse(request).success);
  const typescript = await compile(schema, 'Request', { bannerComment: '', format: false });
  const input = new JSONSchemaInput(undefined);
  await input.addSource({ name: 'Request', schema: JSON.stringify(schema) });
  const data = new InputData();
  data.addInput(input);
  const { lines } = await quicktype({ inputData: data, lang: 'typescript', rendererOptions: { 'just-types': 'true' } });
  answers.push({ verdicts, typescript, quicktype: lines.join('\n') });
}
console.log(JSON.stringify(answers));
