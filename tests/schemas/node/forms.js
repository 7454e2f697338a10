// What react-jsonschema-form makes of the form shape: the fields it cannot show, and a request after its defaults are filled in.
// usage: node forms.js input.json, where input is [{schema, request}]
'use strict';
const fs = require('fs');
const { createElement } = require('react');
const { renderToStaticMarkup } = require('react-dom/server');
const Form = require('@rjsf/core').default;
const { createSchemaUtils } = require('@rjsf/utils');
const validator = require('@rjsf/validator-ajv8').default;

const answers = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).map(({ schema, request }) => {
  const html = renderToStaticMarkup(createElement(Form, { schema, validator, formData: request }));
  const filled = createSchemaUtils(validator, schema).getDefaultFormState(schema, request);
  return {
    unsupported: [...html.matchAll(/(?:Unsupported field schema|Unknown field type)[^<]*/g)].map(([text]) => text),
    shown: [...new Set([...html.matchAll(/ id="root_([^"]+?)(?:__\w+)?"/g)].map(([, name]) => name))],
    filled,
    errors: validator.validateFormData(filled, schema).errors.map(({ stack }) => stack),
  };
});
console.log(JSON.stringify(answers));
