// What the language server of VS Code and Monaco offers and says with a schema.
// usage: node editor.mjs input.json, where input is [{schema, texts}] and a text has one | where the cursor stands
import { readFileSync } from "node:fs";
import json from "vscode-json-languageservice";

const answers = [];
for (const { schema, texts } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const service = json.getLanguageService({});
  service.configure({ validate: true, schemas: [{ uri: "test://schema", fileMatch: ["*"], schema }] });
  for (const text of texts) {
    const cursor = text.indexOf("|");
    const document = json.TextDocument.create("test://request.json", "json", 1, text.replace("|", ""));
    const parsed = service.parseJSONDocument(document);
    const { items } = await service.doComplete(document, document.positionAt(cursor), parsed);
    const said = await service.doValidation(document, parsed);
    answers.push({ offered: items.map(({ label }) => label), said: said.map(({ message }) => message) });
  }
}
console.log(JSON.stringify(answers));
