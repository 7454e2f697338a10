// What the JavaScript checks say: for each line [operation, request, day] of a file, the report and the verdict as one line;
// with "outline" severity, rule and pointer of each finding in place of the report.
// usage: node answers.mjs index.js lines.jsonl answers.jsonl [outline]
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

const [index, questions, answers, outline] = process.argv.slice(2);
const { check, isValid } = await import(pathToFileURL(index));
const lines = fs.readFileSync(questions, 'utf8').split('\n').filter(Boolean);
const out = fs.openSync(answers, 'w');
let text = '';
for (const line of lines) {
  const [operation, request, today] = JSON.parse(line);
  const before = JSON.stringify(request);
  const report = check(request, operation, { today });
  text += `${JSON.stringify([outline ? report.keys() : report, isValid(request, operation)])}\n`;
  if (JSON.stringify(request) !== before) throw new Error(`changed: ${line}`);
  if (text.length > 1e6) {
    fs.writeSync(out, text);
    text = '';
  }
}
fs.writeSync(out, text);
