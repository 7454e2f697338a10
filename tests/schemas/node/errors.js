// The errors of ajv in strict mode for single requests, and the time of the processor to compile.
// usage: node errors.js input.json, where input is [{draft, schema, options, requests}]
'use strict';
const fs = require('fs');
const Ajv = { 'draft-07': require('ajv').default, '2020-12': require('ajv/dist/2020').default };

const complaints = [];
const logger = { log: (text) => complaints.push(text), warn: (text) => complaints.push(text), error: (text) => complaints.push(text) };
const compiled = ({ draft, schema, options }) => {
  const start = process.cpuUsage();
  const validate = new Ajv[draft]({ strict: true, ...options, logger }).compile(schema);
  validate({});
  return { validate, milliseconds: process.cpuUsage(start).user / 1e3 };
};
compiled({ draft: 'draft-07', schema: { type: 'string', pattern: '^a' }, options: {} }); // warm up
const answers = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).map((question) => {
  const { validate, milliseconds } = compiled(question);
  const again = question.requests.length ? [] : [compiled(question), compiled(question)]; // the machine may have been busy
  const errors = question.requests.map((request) =>
    validate(request) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.keyword}`));
  return { milliseconds: Math.min(milliseconds, ...again.map((other) => other.milliseconds)), errors };
});
console.log(JSON.stringify({ complaints, answers }));
