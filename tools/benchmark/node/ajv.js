// ajv under Node, on the payloads of a file: answers each line of the input, "<what> <set>" with nanoseconds of the processor for a
// payload, "verdicts" with a list of truth values, "version" with what runs.
const fs = require("node:fs");
const Ajv = require("ajv");

const [schemaFile, payloadFile] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));
const lines = fs.readFileSync(payloadFile, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const sets = { mixed: lines, valid: lines.filter((line) => line.valid), invalid: lines.filter((line) => !line.valid) };
const requests = {}, texts = {};
for (const [name, set] of Object.entries(sets)) {
  requests[name] = set.map((line) => line.request);
  texts[name] = set.map((line) => Buffer.from(JSON.stringify(line.request)));
}
const options = { strict: false };
const verdict = new Ajv(options).compile(schema);
const all = new Ajv({ ...options, allErrors: true }).compile(schema);
const runs = {
  verdict: (set) => { for (const request of requests[set]) verdict(request); },
  findings: (set) => { for (const request of requests[set]) if (!all(request)) all.errors.length; },
  text: (set) => { for (const request of requests[set]) if (!all(request)) all.errors.map((error) => error.message); },
  bytes: (set) => { for (const text of texts[set]) verdict(JSON.parse(text)); },
};

function timed(what, set) {
  const before = process.cpuUsage();
  runs[what](set);
  const used = process.cpuUsage(before);
  return ((used.user + used.system) * 1000) / requests[set].length;
}

require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [what, set] = line.split(" ");
  let answer;
  if (what === "verdicts") answer = requests.mixed.map((request) => verdict(request));
  else if (what === "version") answer = { node: process.versions.node, ajv: require("ajv/package.json").version };
  else answer = timed(what, set);
  console.log(JSON.stringify(answer));
});
