// The errors of ajv for single requests, and how long it takes to compile.
// usage: node errors.js input.json, where input is [{draft, schema, options, requests}]
'use strict';
const fs = require('fs');
const Ajv = { 'draft-07': require('ajv').default, '2020-12': require('ajv/dist/2020').default };

const complaints = [];
const logger = { log: (text) => complaints.push(text), warn: (text) => complaints.push(text), error: (text) => complaints.push(text) };
new Ajv['draft-07']().compile({ type: 'string', pattern: '^a' }); // warm up
const answers = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).map(({ draft, schema, options, requests }) => {
  const ajv = new Ajv[draft]({ strict: true, ...options, logger });
  const start = process.hrtime.bigint();
  const validate = ajv.compile(schema);
  validate({});
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  const errors = requests.map((request) => (validate(request) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.keyword}`)));
  return { milliseconds, errors };
});
console.log(JSON.stringify({ complaints, answers }));
