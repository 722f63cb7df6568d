import { hookName } from '../tracer/trace-hook.ts';

/** Name of the function that runs a traced program and gives its trace as JSON. */
export const tracedEntry = 'tracedRun';

/**
 * A program that runs an instrumented source in a sandbox and gives its states as JSON, in the form that
 * trace.ts reads. What it uses of the language is taken before the source runs, and of all that it is made
 * of the source can see the hook alone, by a name that it may not use (`forbiddenName`).
 */
export function tracedProgram(
  instrumented: string,
  { entry, inPlace, mostStates }: { entry: string; inPlace: boolean; mostStates: number },
): string {
  return `
const tracedSource = (${hookName}) => {
'use strict';
return (function () { ${instrumented}
; return ${entry}; })();
};
const ${tracedEntry} = (() => {
'use strict';
const { stringify } = JSON;
const { isArray } = Array;
const { entries, defineProperty, prototype } = Object;
const { isFinite, isSafeInteger } = Number;
const tagOf = Function.prototype.call.bind(prototype.toString);
const toText = String;
const toNumber = Number;
const from = Array.from;
const view = ArrayBuffer.isView;

function own(object, key, value) {
  defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
function append(list, value) { own(list, list.length, value); }
function copy(value, path) {
  switch (typeof value) {
    case 'string': case 'boolean': return value;
    case 'number': return isFinite(value) ? value + 0 : toText(value);
    case 'bigint': return isSafeInteger(toNumber(value)) ? toNumber(value) : toText(value);
    case 'object':
      if (value === null) return null;
      for (let at = 0; at < path.length; at += 1) if (path[at] === value) return '(circular)';
      if (path.length > 100) return '(deeper)';
      return copyObject(value, [...path, value]);
    default: return undefined;
  }
}
function copyObject(value, path) {
  const tag = tagOf(value);
  if (isArray(value) || tag === '[object Set]' || (view(value) && tag !== '[object DataView]')) {
    const list = [];
    for (const item of from(value)) append(list, copy(item, path) ?? null);
    return list;
  }
  const object = {};
  for (const pair of tag === '[object Map]' ? from(value) : entries(value)) {
    const copied = copy(pair[1], path);
    const key = typeof pair[0] === 'object' && pair[0] !== null ? stringify(copy(pair[0], [])) : toText(pair[0]);
    if (copied !== undefined) own(object, key, copied);
  }
  return object;
}

return (...args) => {
  const states = [];
  let isCut = false;
  const hook = ((depth) => (event, lineId, scope, value) => {
    if (event === 'enter') depth += 1;
    else if (event === 'leave') depth -= 1;
    else if (event !== 'when-true' || value) {
      if (states.length >= ${mostStates}) { isCut = true; throw new Error('too many states'); }
      const variables = {};
      for (const pair of entries(scope ?? {})) {
        let read;
        try { read = pair[1](); } catch { continue; }
        const copied = copy(read, []);
        if (copied !== undefined) own(variables, pair[0], copied);
      }
      if (event === 'return' && depth === 1) own(variables, 'result', copy(value, []) ?? null);
      append(states, { lineId, variables });
    }
    return value;
  })(0);
  const run = tracedSource(hook);
  try {
    run(...args);
    if (${inPlace} && states.length > 0) {
      own(states[states.length - 1].variables, 'result', copy(args[0], []) ?? null);
    }
  } catch (error) {
    if (!isCut) throw error;
  }
  return stringify({ states, isCut });
};
})();
`;
}
