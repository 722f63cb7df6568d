import type { Json } from '../../engine/json.ts';
import type { Program } from '../executor.ts';

/** A program and its calls in the form that the harness reads: tags, and lengths before contents. */
export function javaRequest(
  nonce: string,
  program: Program,
  calls: readonly Json[][],
): Buffer<ArrayBuffer> {
  return Buffer.concat([
    text(nonce),
    text(program.source),
    text(program.entry),
    count(calls.length),
    ...calls.flatMap(value),
  ]);
}

function value(json: Json): Buffer<ArrayBuffer>[] {
  if (json === null) return [tag('n')];
  if (typeof json === 'boolean') return [tag(json ? 't' : 'f')];
  if (typeof json === 'number') return number(json);
  if (typeof json === 'string') return [tag('s'), text(json)];
  if (Array.isArray(json)) return [tag('l'), count(json.length), ...json.flatMap(value)];
  const entries = Object.entries(json);
  const parts = entries.flatMap(([key, one]) => [text(key), ...value(one)]);
  return [tag('m'), count(entries.length), ...parts];
}

function number(json: number): Buffer<ArrayBuffer>[] {
  const bytes = Buffer.alloc(8);
  // 2 ** 63 does not fit, and is the first that does not.
  const whole = Number.isInteger(json) && Math.abs(json) < 2 ** 63;
  if (whole) bytes.writeBigInt64BE(BigInt(json));
  else bytes.writeDoubleBE(json);
  return [tag(whole ? 'i' : 'd'), bytes];
}

const tag = (letter: string): Buffer<ArrayBuffer> => Buffer.from(letter, 'latin1');

function count(size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(size);
  return bytes;
}

/** UTF-16, as lone surrogates have no other form. */
function text(value: string): Buffer<ArrayBuffer> {
  return Buffer.concat([count(value.length), Buffer.from(value, 'utf16le').swap16()]);
}
