// What repairs of requests come to, the nearest sizes, and the good sizes of ratios.
// usage: node repairs.mjs index.js questions.json answers.json
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

const { fix, nearestSize, sizesFor } = await import(pathToFileURL(process.argv[2]));
const { requests, sizes, ratios, today } = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const repaired = requests.map(([operation, request, unsafe]) => {
  const before = JSON.stringify(request);
  const fixed = fix(request, operation, { unsafe, today });
  if (JSON.stringify(request) !== before || fixed.request === request) throw new Error(`changed: ${before}`);
  return fixed;
});
const nearest = sizes.map(([model, width, height, strategy]) => nearestSize(model, width, height, strategy) ?? null);
const good = ratios.map(([model, ratio]) => sizesFor(ratio, model));
fs.writeFileSync(process.argv[4], JSON.stringify({ repaired, nearest, good }));
