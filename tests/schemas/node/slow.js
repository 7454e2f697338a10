// The longest time of the processor, in milliseconds, that any of the patterns takes on any of the texts.
// usage: node slow.js input.json
'use strict';
const { patterns, texts } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
let worst = 0;
for (const pattern of patterns) {
  const regex = new RegExp(pattern, 'u');
  regex.test('');
  for (const text of texts) {
    const times = [0, 1, 2].map(() => {
      const start = process.cpuUsage();
      regex.test(text);
      return process.cpuUsage(start).user / 1e3;
    });
    worst = Math.max(worst, Math.min(...times));
  }
}
console.log(worst);
