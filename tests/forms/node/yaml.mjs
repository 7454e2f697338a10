// What yaml-language-server, which is behind YAML in VS Code, offers and says with the schema that a file names in its first line.
// usage: node yaml.mjs folder input.json, where input is a list of texts, each with one | where the cursor stands
import { readFileSync } from "node:fs";
import { getLanguageService } from "yaml-language-server";
import { TextDocument } from "vscode-languageserver-textdocument";

const [, , folder, input] = process.argv;
const read = async (uri) => readFileSync(new URL(uri), "utf8");
const workspace = { resolveRelativePath: (path, from) => new URL(path, from).href };
const service = getLanguageService({ schemaRequestService: read, workspaceContext: workspace, yamlSettings: undefined, telemetry: undefined });
service.configure({ validate: true, completion: true, schemas: [] });
const answers = [];
for (const [number, text] of JSON.parse(readFileSync(input, "utf8")).entries()) {
  const cursor = text.indexOf("|");
  const document = TextDocument.create(`file://${folder}/prompt-${number}.yaml`, "yaml", 1, text.replace("|", ""));
  const { items } = await service.doComplete(document, document.positionAt(cursor), false);
  const said = await service.doValidation(document, false);
  answers.push({ offered: items.map(({ label }) => label), said: said.map(({ message }) => message) });
}
console.log(JSON.stringify(answers));
process.exit(0);
