// The answer to each request that a gateway refuses, null for the others.
// usage: node answers.mjs input.json, where input is [{path, json}]
import fs from "node:fs";
import { asked, refusal } from "./node_modules/imagespec/adapters/wire.js";

const requests = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(requests.map(({ path, json }) => refusal(asked("POST", path, "application/json"), json) ?? null)));
