import type { Json } from '../../../engine/json.ts';
import { asObject } from '../criteria/json-value.ts';

const maxLevels = 6;
const maxLength = 200;

/** A value in one line of at most 200 characters; however large or deep it is, no more of it is looked at. */
export function valueText(value: Json | undefined): string {
  const out = { text: '' };
  write(value, out, 0);
  return out.text.length > maxLength ? `${out.text.slice(0, maxLength - 1)}…` : out.text;
}

/** Adds to `out.text` until that is long enough to be cut. */
function write(value: Json | undefined, out: { text: string }, level: number): void {
  if (out.text.length > maxLength) return;
  if (typeof value === 'string') {
    out.text += JSON.stringify(value.slice(0, maxLength));
  } else if (typeof value !== 'object' || value === null) {
    out.text += String(value);
  } else if (level >= maxLevels) {
    out.text += '…';
  } else if (Array.isArray(value)) {
    writeList(value, out, level);
  } else {
    writeMembers(value, out, level);
  }
}

function writeList(items: Json[], out: { text: string }, level: number): void {
  out.text += '[';
  for (const [at, item] of items.entries()) {
    if (out.text.length > maxLength) return;
    if (at > 0) out.text += ', ';
    write(item, out, level + 1);
  }
  out.text += ']';
}

function writeMembers(value: Json, out: { text: string }, level: number): void {
  out.text += '{';
  for (const [at, [key, item]] of membersOf(value, maxLength).entries()) {
    if (out.text.length > maxLength) return;
    out.text += `${at > 0 ? ', ' : ''}${key.slice(0, maxLength)}: `;
    write(item, out, level + 1);
  }
  out.text += '}';
}

/** The first members of an object, at most `most`; none of anything else. */
export function membersOf(value: Json | undefined, most: number): [string, Json][] {
  const object = asObject(value);
  const members: [string, Json][] = [];
  for (const key in object) {
    if (members.length >= most) break;
    const item = Object.hasOwn(object, key) ? object[key] : undefined;
    if (item !== undefined) members.push([key, item]);
  }
  return members;
}
