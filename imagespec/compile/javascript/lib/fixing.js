/** Applies fixes as long as each takes its finding away and brings no other. */
import { applied, copy } from "./edits.js";
import { check } from "./engine.js";

const ONE_BY_ONE = 32;
const MOST_TRIES = 400;
const DEEPEST = 4;

/** The request after its fixes, the fixes, and the report on what is left. Never throws for a request, and never changes it. */
export function fix(operation, request, { unsafe = false, ...options } = {}) {
  const judge = (one) => check(operation, one, options);
  const first = judge(request);
  try {
    const { request: repaired, report, made } = new Fixing(judge, unsafe).repaired(request);
    return { request: fresh(repaired), applied: made, report };
  } catch {
    return { request: fresh(request), applied: [], report: first };
  }
}

function fresh(request) {
  try {
    return typeof request === "object" && request !== null && !Array.isArray(request) ? copy(request) : request;
  } catch {
    return request;
  }
}

/** How often each finding is there. */
function counted(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const count = (found, key) => found.get(key) ?? 0;
const within = (found, other) => [...found].every(([key, number]) => number <= count(other, key));

class Fixing {
  constructor(check, unsafe) {
    this.check = check;
    this.unsafe = unsafe;
  }

  state(request, made = []) {
    const report = this.check(request);
    return { request, report, keys: report.keys(), found: counted(report.keys()), made };
  }

  repaired(request) {
    let state = this.state(request);
    if (state.keys.length > ONE_BY_ONE) state = this.together(state);
    while (state.keys.length <= ONE_BY_ONE) {
      const following = this.first(state, [...this.places(state, true), ...this.places(state, false)], DEEPEST);
      if (!following) break;
      state = following;
    }
    return state;
  }

  /** The places of the errors, or of the warnings, among the findings of a state. */
  places({ report }, errors) {
    return report.diagnostics.flatMap(({ severity }, index) => ((severity === "error") === errors ? [index] : []));
  }

  /** The first step that one of the findings at some places allows. */
  first(state, places, depth) {
    for (const place of places) {
      const step = this.step(state, place, depth);
      if (step) return step;
    }
    return undefined;
  }

  allowed(state, place) {
    const { fixes } = state.report.every()[place];
    return fixes.filter((fix) => (this.unsafe || fix.safety === "safe") && !overwrites(state.request, fix.edits[0]));
  }

  /** The state after the first fix of a finding that takes it away and, with the fixes of what it uncovers, brings no other. */
  step(state, place, depth) {
    const key = state.keys[place];
    for (const fix of this.allowed(state, place)) {
      const after = this.after(state, [fix]);
      if (!after || count(after.found, key) >= count(state.found, key)) continue;
      if (within(after.found, state.found)) return after;
      const completed = this.unsafe && depth ? this.completed(state, after, key, depth - 1) : undefined;
      if (completed) return completed;
    }
    return undefined;
  }

  after(state, fixes) {
    let request;
    try {
      const edits = fixes.flatMap((fix) => fix.edits);
      request = applied(state.request, edits);
    } catch {
      return undefined; // another fix took away what this one is about
    }
    return this.state(request, [...state.made, ...fixes]);
  }

  /** The state after the fixes of what a fix uncovered; an error may leave warnings behind that it hid. */
  completed(first, state, key, depth) {
    for (;;) {
      const isNew = (one) => count(state.found, one) > count(first.found, one);
      const uncovered = [...state.found.keys()].filter(isNew);
      if (!uncovered.length) return state;
      const places = state.keys.flatMap((one, index) => (isNew(one) ? [index] : []));
      const following = this.first(state, places, depth);
      if (!following) return isError(key) && !uncovered.some(isError) ? state : undefined;
      state = following;
    }
  }

  /** The state after as many fixes as go together: all, else what is left of either half. */
  together(state) {
    const unique = new Map();
    for (const place of state.keys.keys()) {
      const [fix] = this.allowed(state, place);
      if (fix) unique.set(JSON.stringify(fix.edits), fix);
    }
    const pending = [[...unique.values()]];
    for (let tries = MOST_TRIES; pending.length && tries; tries--) {
      const some = pending.pop();
      const after = some.length ? this.after(state, some) : undefined;
      if (after && after.keys.length < state.keys.length && within(after.found, state.found)) state = after;
      else if (some.length > 1) {
        const half = Math.floor(some.length / 2);
        pending.push(some.slice(half), some.slice(0, half));
      }
    }
    return state;
  }
}

const isError = (key) => key.startsWith("error ");

/** Whether a move would put one value of a request over another. */
function overwrites(request, edit) {
  if (edit?.op !== "move" || edit.from.startsWith(`${edit.path}/`)) return false;
  try {
    applied(request, [{ op: "replace", path: edit.path, value: null }]);
    return !isArrayPlace(request, edit.path);
  } catch {
    return false;
  }
}

/** Whether a pointer leads through an array, where what is moved in pushes on. */
function isArrayPlace(request, path) {
  try {
    let owner = request;
    for (const token of path.split("/").slice(1)) {
      if (Array.isArray(owner)) return true;
      owner = Object.getOwnPropertyDescriptor(owner, token)?.value;
    }
  } catch {
    return true;
  }
  return false;
}
