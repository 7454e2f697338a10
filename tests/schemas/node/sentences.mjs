// The errors of ajv with a form schema in words.
// usage: node sentences.mjs input.json, where input is [{schema, requests}]
import fs from 'node:fs';
import Ajv from 'ajv';
import { sentences } from './sentences.js';

const answers = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).map(({ schema, requests }) => {
  const validate = new Ajv.default({ allErrors: true, strict: true, formats: { 'data-url': true } }).compile(schema);
  const said = sentences(schema);
  return requests.map((request) => (validate(request) ? [] : said(validate.errors).map(({ message }) => message)));
});
console.log(JSON.stringify(answers));
