// Every size WxH up to a bound in V8: prints, per width, the runs of heights that the patterns allow.
// usage: node sizes.js patterns.json bound
'use strict';
const { allowed, forbidden } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const yes = new RegExp(allowed, 'u');
const no = new RegExp(forbidden, 'u');
const bound = Number(process.argv[3]);
const found = {};
for (let width = 1; width <= bound; width++) {
  const heights = [];
  for (let height = 1; height <= bound; height++) {
    const text = width + 'x' + height;
    if (yes.test(text) && !no.test(text)) heights.push(height);
  }
  if (heights.length) found[width] = heights;
}
console.log(JSON.stringify(found));
