// Builds programs with vite as they would be served, and tells what is in them.
// usage: node vite.mjs input.json, where input is the text of a program by its name
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { build } from "vite";

const root = path.join(import.meta.dirname, "vite");
const answers = {};
for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync(process.argv[2], "utf8")))) {
  fs.mkdirSync(root, { recursive: true });
  fs.writeFileSync(path.join(root, "main.js"), text);
  fs.writeFileSync(path.join(root, "index.html"), '<!doctype html><script type="module" src="./main.js"></script>');
  const { output } = await build({ root, logLevel: "error", configFile: false, build: { write: false, modulePreload: false } });
  const [chunk] = output.filter(({ type }) => type === "chunk");
  const modules = Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength).map(([id]) => id);
  const package_ = modules.map((id) => id.split("/node_modules/").pop()).filter((id) => id.startsWith("imagespec"));
  const gzip = zlib.gzipSync(chunk.code, { level: 9 }).length;
  fs.writeFileSync(path.join(root, "built.mjs"), chunk.code);
  globalThis.said = undefined;
  await import(`${path.join(root, "built.mjs")}?${name}`);
  answers[name] = { chunks: output.filter(({ type }) => type === "chunk").length, bytes: chunk.code.length, gzip, modules: package_.sort(), said: globalThis.said };
}
console.log(JSON.stringify(answers));
