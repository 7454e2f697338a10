// Every size of some widths: per width one digest of what is found of each height, and of whether it is allowed.
// usage: node sizes.mjs folder model highest widths.json
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, model, highest, widths] = process.argv.slice(2);
const { isValid, operation } = await import(pathToFileURL(join(folder, 'generate.js')));
const { walk } = await import(pathToFileURL(join(folder, 'lib/contract.js')));
const { contract } = operation.known.get(model);
const BITS = { step: 1, ratio: 2, edge: 4, pixels: 8, experimental: 16 };
const request = { model, prompt: 'a cat', size: '' };
const row = new Uint8Array(Number(highest));
const digests = {};
for (const width of JSON.parse(fs.readFileSync(widths, 'utf8'))) {
  for (let height = 1; height <= row.length; height++) {
    request.size = `${width}x${height}`;
    let mask = isValid(request) ? 0 : 32;
    walk(contract, request, (limit, problem) => void (mask |= BITS[problem] ?? 64));
    row[height - 1] = mask;
  }
  digests[width] = createHash('sha1').update(row).digest('hex');
}
console.log(JSON.stringify(digests));
