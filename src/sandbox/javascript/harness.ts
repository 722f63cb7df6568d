import { messageChars, resultDepth, resultParts } from '../limits.ts';

/**
 * Runs in the same world as the program, before it: everything it needs is taken hold of here, so that
 * nothing the program replaces later is ever called. Only text leaves: strings are joined with `+`, as
 * arrays and objects could be given setters. Evaluates to an object that the program never sees.
 */
export const javascriptHarness = (print: string, outputChars: number): string => `(() => {
'use strict';
const { apply, ownKeys, getOwnPropertyDescriptor } = Reflect;
const { parse, stringify } = JSON;
const { isArray } = Array;
const { isInteger, isNaN } = Number;
const { isView } = ArrayBuffer;
const Big = BigInt, Text = String, ErrorBase = Error;
const slice = String.prototype.slice;
const mapEach = Map.prototype.forEach, setEach = Set.prototype.forEach;
const typedLength = getOwnPropertyDescriptor(
  Object.getPrototypeOf(Int8Array.prototype), 'length').get;
const mapSize = getOwnPropertyDescriptor(Map.prototype, 'size').get;
const setSize = getOwnPropertyDescriptor(Set.prototype, 'size').get;
const print = globalThis.${print};
delete globalThis.${print};

const write = (...texts) => {
  let chars = 1;
  for (let i = 0; i < texts.length; i++) chars += typeof texts[i] === 'string' ? texts[i].length : 16;
  print(chars);
};
globalThis.console = { log: write, info: write, debug: write, warn: write, error: write };

class Unreadable { constructor(why) { this.why = why; } }
const fail = (why) => { throw new Unreadable(why); };
let parts = 0, chars = 0;
const emit = (text) => {
  chars += text.length;
  if (chars > ${outputChars}) fail('The result is too large.');
  return text;
};
const has = (size, value) => { try { apply(size, value, []); return true; } catch { return false; } };

function number(value) {
  if (isInteger(value)) return emit('{"$i":"' + Big(value) + '"}');
  if (isNaN(value)) return '{"$f":"nan"}';
  return emit('{"$f":"' + (value === 1 / 0 ? 'inf' : value === -1 / 0 ? '-inf' : '' + value) + '"}');
}
function list(value, length, depth) {
  if (length > ${resultParts}) fail('The result has more than ${resultParts} parts.');
  let text = '[';
  for (let i = 0; i < length; i++) text += (i ? ',' : '') + wire(value[i], depth);
  return text + ']';
}
function each(all, value, depth, keyed) {
  let text = '', first = true;
  apply(all, value, [(item, key) => {
    text += (first ? '' : ',') +
      (keyed ? '[' + wire(key, depth) + ',' + wire(item, depth) + ']' : wire(item, depth));
    first = false;
  }]);
  return (keyed ? '{"$m":[' : '{"$s":[') + text + ']}';
}
function fields(value, depth) {
  const keys = ownKeys(value);
  let text = '', first = true;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== 'string') continue;
    const field = getOwnPropertyDescriptor(value, key);
    if (field === undefined || !field.enumerable) continue;
    text += (first ? '[' : ',[') + emit(stringify(key)) + ',' + wire(value[key], depth) + ']';
    first = false;
  }
  return '{"$m":[' + text + ']}';
}
function wire(value, depth) {
  if (depth > ${resultDepth}) fail('The result is nested more than ${resultDepth} levels deep.');
  if (++parts > ${resultParts}) fail('The result has more than ${resultParts} parts.');
  if (value === undefined || value === null) return 'null';
  if (value === true) return 'true';
  if (value === false) return 'false';
  if (typeof value === 'string') return emit(value.length > ${outputChars} ? fail('The result is too large.') : stringify(value));
  if (typeof value === 'number') return number(value);
  if (typeof value === 'bigint') return emit('{"$i":"' + value + '"}');
  if (typeof value !== 'object') return fail('The result is a ' + typeof value + ', which is no data.');
  if (isArray(value)) return list(value, value.length, depth + 1);
  if (has(mapSize, value)) return each(mapEach, value, depth + 1, true);
  if (has(setSize, value)) return each(setEach, value, depth + 1, false);
  if (isView(value) && has(typedLength, value)) {
    return list(value, apply(typedLength, value, []), depth + 1);
  }
  return fields(value, depth + 1);
}
const start = (value) => { parts = 0; chars = 0; return wire(value, 0); };

let argument;
return {
  __proto__: null,
  call(fn, argsText) {
    const args = parse(argsText);
    argument = args[0];
    return apply(fn, undefined, args);
  },
  /** The end of an answer: value, and the first argument as it is now. */
  answer(value) {
    try {
      const result = '"type":"value","value":' + start(value);
      if (typeof argument !== 'object' || argument === null) return result;
      return result + ',"argument":' + start(argument);
    } catch (error) {
      const why = error instanceof Unreadable ? error.why : 'The result cannot be read: ' + this.tell(error);
      return '"type":"unreadable","message":' + stringify(why);
    }
  },
  tell(error) {
    try {
      const text = error instanceof ErrorBase ? error.name + ': ' + error.message : Text(error);
      return apply(slice, text, [0, ${messageChars}]);
    } catch {
      return 'an error that cannot be shown';
    }
  },
};
})()`;
