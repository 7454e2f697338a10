// Values with code of their own, and others that no JSON holds: none of it runs, throws or changes.
// usage: node hostile.mjs index.js
import { pathToFileURL } from 'node:url';

const { check, isValid, fix, operations, contract, nearestSize, sizesFor } = await import(pathToFileURL(process.argv[2]));
const problems = [];
let ran = 0;
const trap = () => {
  ran++;
  throw new Error('ran');
};
const getter = (object, key) => Object.defineProperty(object, key, { get: trap, enumerable: true, configurable: true });
const named = { model: 'gpt-image-2', prompt: 'a cat' };
const own = (key, value) => Object.defineProperty({ ...named }, key, { value, enumerable: true, configurable: true, writable: true });
const cycle = { ...named };
cycle.svg = cycle;
cycle.images = [cycle];
const deep = { ...named };
for (let depth = 0, at = deep; depth < 10_000; depth++) at = at.svg = {};
const inherited = Object.create({ prompt: 'a cat', model: 'gpt-image-2', size: '1x1' });
const hidden = (key) => Object.defineProperty({ ...named }, key, { get: trap, enumerable: false });
const unseen = (key) => Object.defineProperty({ ...named }, key, { value: 'x', enumerable: false });
const overridden = Object.assign(['x', {}], { some: trap, every: trap, map: trap, filter: trap, [Symbol.iterator]: trap });
class List extends Array {
  some() {
    return trap();
  }
}
const poisoned = { toString: trap, valueOf: trap, toJSON: trap, [Symbol.toPrimitive]: trap, [Symbol.iterator]: trap };
class Request {
  model = 'gpt-image-2';
  prompt = 'a cat';
  get size() {
    return trap();
  }
}
const keys = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'then', 'toJSON', 'length', '', 'a/b~c', '\ud800', '1'];
const odd = [
  undefined, null, true, 0, -0, 1.5, Number.NaN, Infinity, 1e400, 2 ** 53, 1e21, 10n, 10n ** 400n, '', 'x', '\ud800', '\udc00\ud800', 'é'.repeat(40_000),
  '\u202e'.repeat(90), Symbol('s'), Symbol.iterator, () => trap(), trap, class {}, [], [[]], [,], {}, poisoned, cycle, new Date(Number.NaN), /x/, new Map([[1, 2]]),
  new Set(), new WeakMap(), Promise.resolve(), new Error('x'), new Proxy({}, {}), new String('x'), new Number(1), Object.create(null), new Uint8Array(9),
  new ArrayBuffer(9), new Blob(['x'], { type: 'image/png' }), new File(['x'], 'a.gif', { type: 'image/gif' }), new File(['x'], ''), Buffer.from('x'),
  new (class extends Blob { get size() { return trap(); } get type() { return trap(); } })(), getter([1], 0), getter({}, 'format'), Object.freeze(['x']), overridden, List.from(['x']),
];
const names = ['model', 'prompt', 'n', 'size', 'svg', 'image', 'image[]', 'image[0]', 'images', 'mask', 'stream', 'output_format', 'type', 'input_image_mask'];
const requests = [
  ...odd, cycle, deep, inherited, new Request(), JSON.parse('{"__proto__": {"model": "x"}, "model": "gpt-image-2"}'),
  ...names.flatMap((name) => [getter({ ...named }, name), hidden(name), unseen(name), { ...named, [name]: [getter({}, name)] }, ...odd.map((value) => own(name, value)), ...odd.map((value) => own(name, [value]))]),
  ...keys.flatMap((key) => [own(key, 1), own(key, named), { ...named, svg: own(key, 1) }, { ...named, images: [own(key, 'x')] }, { ...named, size: key, model: key }]),
  ...keys.map((key) => ({ [key]: 1 })),
  ...odd.flatMap((value) => [{ ...named, n: 99, svg: value }, { ...named, output_format: 'svg', n: 2, svg: [value], mask: { image_url: value } }]),
];

const shape = (value, depth = 3) => {
  if (typeof value !== 'object' || value === null) return typeof value === 'symbol' ? 'symbol' : `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
  if (depth === 0) return 'object';
  return Reflect.ownKeys(value).map((key) => [String(key), Object.getOwnPropertyDescriptor(value, key)]).map(([key, { value: found, get }]) => [key, get ? 'get' : shape(found, depth - 1)]);
};

for (const [number, request] of requests.entries()) {
  const before = JSON.stringify(shape(request));
  for (const operation of operations) {
    try {
      const report = check(request, operation, { today: '2026-11-26' });
      const text = JSON.stringify(report);
      if (report.ok !== isValid(request, operation)) problems.push(`${number} ${operation}: verdicts differ`);
      for (const { message, params, pointer } of report.diagnostics) {
        if (/[\x00-\x1f\x7f]/.test(message)) problems.push(`${number}: control characters`);
        if (message.length > 2000 || JSON.stringify(params).length > 5000) problems.push(`${number}: long`);
        if (typeof pointer !== 'string' || !message.endsWith('.') && !message.endsWith('?')) problems.push(`${number}: ${message}`);
      }
      if (JSON.stringify(check(request, operation, { today: '2026-11-26' })) !== text) problems.push(`${number} ${operation}: changes`);
      fix(request, operation, { unsafe: true });
    } catch (error) {
      problems.push(`${number} ${operation}: ${error.stack}`);
    }
  }
  if (JSON.stringify(shape(request)) !== before) problems.push(`${number}: changed`);
}

// What is undefined is not sent, and stands in the way of no repair.
const repaired = fix({ ...named, size: undefined, n: 11 }, 'generate', { unsafe: true }).request;
if (JSON.stringify(Object.entries(repaired)) !== JSON.stringify(Object.entries({ ...named, n: 10 }))) problems.push(JSON.stringify(repaired));
if (ran) problems.push(`ran ${ran} times`);

// A proxy runs its traps, as nothing tells one; what they throw goes nowhere.
const handler = new Proxy({}, { get: () => () => { throw new Error('trap'); } });
for (const operation of operations) {
  check(new Proxy({}, handler), operation).diagnostics.map(String);
  check({ ...named, size: new Proxy({}, handler), images: new Proxy([], handler) }, operation).diagnostics.map(String);
  isValid(new Proxy({}, handler), operation);
  fix(new Proxy({}, handler), operation);
}

// Arguments that name nothing are told the nearest name.
const refused = [
  [() => check(named, 'generat'), 'generate'], [() => check(named, 'generate', { model: 'gpt-imag-2' }), 'gpt-image-2'], [() => isValid(named, '__proto__'), 'use one of'],
  [() => fix(named, 'constructor'), 'use one of'], [() => contract('generate', 'dalle-3'), 'dall-e-3'], [() => nearestSize('gpt-image-9', 1, 1), 'gpt-image'],
  [() => nearestSize('gpt-image-2', 0, 1), 'width'], [() => nearestSize('gpt-image-2', 1, 1, 'ratios'), 'ratio'], [() => sizesFor('x'), '16:9'],
  [() => check(named, 'generate', { today: '2026-02-30' }), 'today'], [() => check(named, 'generate', { model: poisoned }), 'object'],
  [() => check(named, poisoned), 'no operation'], [() => contract('generate', Symbol('x')), 'symbol'],
];
for (const [call, word] of refused) {
  try {
    call();
    problems.push(`${call} is not refused`);
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes(word)) problems.push(`${call}: ${error.stack}`);
  }
}
console.log(JSON.stringify({ requests: requests.length, problems: problems.slice(0, 20) }));
