// Times the checks of the package beside ajv's compiled schemas, on the same requests, in turns.
// usage: node speed.mjs input.json, where input is {package, rounds, schemas: {key: schema}, requests: [[operation, key, request]]}
import fs from "node:fs";
import { createRequire } from "node:module";

const { package: place, rounds, schemas, requests } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const Ajv = createRequire(process.argv[3])("ajv").default;
const { check, isValid } = await import(place);

const compiled = (options) => Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, new Ajv({ strict: false, ...options }).compile(schema)]));
const [first, all] = [compiled({}), compiled({ allErrors: true })];
const work = requests.map(([operation, key, request]) => ({ operation, request, first: first[key], all: all[key] }));
const wrong = work.filter(({ operation, request }) => !isValid(request, operation));
const right = work.filter((entry) => !wrong.includes(entry));

let count = 0; // keeps what is timed from being left out
const verdicts = [({ operation, request }) => (count += isValid(request, operation)), ({ request, first }) => (count += first(request))];
const contests = {
  "isValid, ajv": [work, ...verdicts],
  "isValid, ajv, right requests only": [right, ...verdicts],
  "isValid, ajv, wrong requests only": [wrong, ...verdicts],
  "check, ajv allErrors": [work, ({ operation, request }) => (count += check(request, operation).ok), ({ request, all }) => (count += all(request))],
  "check with every finding read, ajv allErrors": [
    work,
    ({ operation, request }) => (count += check(request, operation).diagnostics.length),
    ({ request, all }) => (count += all(request) ? 0 : all.errors.length),
  ],
  "check with every finding read, ajv allErrors, wrong requests only": [
    wrong,
    ({ operation, request }) => (count += check(request, operation).diagnostics.length),
    ({ request, all }) => (count += all(request) ? 0 : all.errors.length),
  ],
};

/** Nanoseconds of processor time that each takes: the clock tells what else the machine is doing. */
const timed = (list, one) => {
  const start = process.cpuUsage();
  for (const entry of list) one(entry);
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / list.length;
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const answers = { disagree: work.filter(({ operation, request, first }) => isValid(request, operation) !== first(request)).map(({ request }) => request), figures: {} };
for (const [name, [list, ours, theirs]] of Object.entries(contests)) {
  const [own, other] = [[], []];
  for (let round = 0; round < rounds + 3; round++) {
    const pair = round % 2 ? [timed(list, ours), timed(list, theirs)] : [timed(list, theirs), timed(list, ours)].reverse();
    if (round >= 3) own.push(pair[0]), other.push(pair[1]); // the first ones are compiled meanwhile
  }
  answers.figures[name] = { ours: median([...own]), theirs: median([...other]), ratio: median(own.map((value, index) => other[index] / value)) };
}
console.log(JSON.stringify({ ...answers, node: process.version, count }));
