import { setImmediate } from 'node:timers/promises';
import { applyPatch } from 'rfc6902';
import { isTooDeep } from '../../models/bounded-json.ts';
import { applyToText, type Operation, Refusal } from './apply-to-text.ts';
import { short } from './explain-missing.ts';

/** The whole text after all operations, or why none of them was carried out. */
export type Patched = { type: 'patched'; text: string } | { type: 'refused'; why: string };

/** A larger file is no draft that a person could look through; each operation reads it anew. */
const MAX_CHARS = 300_000;
const MAX_WORK_CHARS = 10_000_000;

/**
 * Carries out all operations on the text of a JSON file, or none. What they do not address stays as it is,
 * byte for byte. The values are those of the library, the text is our own: both must come out the same.
 */
export async function patchText(text: string, operations: readonly Operation[]): Promise<Patched> {
  const start = readable(text);
  if (start.type === 'refused') return start;
  let { value } = start;
  let patched = text;
  let work = 0;
  for (const [at, operation] of operations.entries()) {
    // Each reads the text; others have to get a word in between.
    await setImmediate();
    try {
      work += patched.length;
      if (work > MAX_WORK_CHARS) throw new Refusal('too many operations for a file of this size');
      const next = applyToText(patched, operation);
      if (next.length > MAX_CHARS || isTooDeep(next)) {
        throw new Refusal('the file would be too large, or nested too deeply');
      }
      value = applyToValue(value, operation);
      patched = next;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { type: 'refused', why: `${nameOf(operation, at)}: ${error.message}` };
    }
  }
  if (JSON.stringify(JSON.parse(patched)) === JSON.stringify(value.root)) {
    return { type: 'patched', text: patched };
  }
  const why =
    'the outcome is not certain: a key stands twice in the file, or one was moved into what it moves. Mend that with edit_file first';
  return { type: 'refused', why };
}

interface Rooted {
  root: unknown;
}

function readable(
  text: string,
): { type: 'value'; value: Rooted } | { type: 'refused'; why: string } {
  if (text.length > MAX_CHARS) {
    const why = `the file has ${text.length} characters; at most ${MAX_CHARS} can be patched. Use edit_file`;
    return { type: 'refused', why };
  }
  if (isTooDeep(text)) return { type: 'refused', why: 'the file is nested too deeply' };
  try {
    return { type: 'value', value: { root: JSON.parse(text) } };
  } catch (error) {
    const fault = error instanceof Error ? short(error.message) : '';
    return {
      type: 'refused',
      why: `the file is no JSON (${fault}). Mend that with edit_file first`,
    };
  }
}

function nameOf(operation: Operation, at: number): string {
  const from = 'from' in operation ? `${short(operation.from)} to ` : '';
  return `operation ${at} (${operation.op} ${from}${short(operation.path)})`;
}

/** The library's word on what the operation comes to; a test has been made already. */
function applyToValue(value: Rooted, operation: Operation): Rooted {
  if (operation.op === 'test') return value;
  if (operation.path === '' && 'value' in operation)
    return { root: structuredClone(operation.value) };
  const [error] = applyPatch(value.root, [operation]);
  if (error) throw new Refusal(short(error.message));
  return value;
}
