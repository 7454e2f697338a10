// Verdicts of ajv in strict mode: reads lines of JSON from a file, writes one character per verdict.
// usage: node check.js schemas.json requests.jsonl verdicts.txt
'use strict';
const fs = require('fs');
const readline = require('readline');
const Ajv = { 'draft-07': require('ajv').default, '2020-12': require('ajv/dist/2020').default };

const [, , schemasFile, requestsFile, verdictsFile] = process.argv;
const complaints = [];
const logger = { log: (text) => complaints.push(text), warn: (text) => complaints.push(text), error: (text) => complaints.push(text) };
const validators = JSON.parse(fs.readFileSync(schemasFile, 'utf8')).map(({ draft, schema, options }) =>
  new Ajv[draft]({ strict: true, ...options, logger }).compile(schema));
if (complaints.length) {
  console.error(complaints.join('\n'));
  process.exit(1);
}

// A line is [request, [numbers of the schemas to ask]].
const out = [];
readline.createInterface({ input: fs.createReadStream(requestsFile) })
  .on('line', (line) => {
    const [request, numbers] = JSON.parse(line);
    out.push(numbers.map((number) => (validators[number](request) ? '1' : '0')).join(''));
  })
  .on('close', () => fs.writeFileSync(verdictsFile, out.join('\n')));
