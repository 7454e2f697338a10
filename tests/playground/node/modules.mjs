// Runs functions of the page's modules without a browser.
// usage: node modules.mjs folder jobs.json, where folder is imagespec/playground and a job is {module, name, arguments}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const [, , folder, jobs] = process.argv;
vm.runInThisContext(readFileSync(`${folder}/vendor/editor.js`, "utf8"));
const modules = new Map();
const results = [];
for (const { module, name, arguments: given } of JSON.parse(readFileSync(jobs, "utf8"))) {
  if (!modules.has(module)) modules.set(module, await import(pathToFileURL(`${folder}/page/${module}.js`)));
  results.push((await modules.get(module)[name](...given)) ?? null);
}
console.log(JSON.stringify(results));
