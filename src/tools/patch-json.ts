import { z } from 'zod';
import type { Operation } from './json-patch/apply-to-text.ts';
import { patchText } from './json-patch/patch-text.ts';
import { defineTool, type ToolResult } from './tool.ts';
import { ToolError } from './tool-error.ts';

const MAX_OPERATIONS = 100;
const pointer = z.string().max(1_000);

const operationSchema = z.strictObject({
  op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
  path: pointer.describe('JSON pointer. "-" in place of an index adds at the end of an array.'),
  from: pointer.optional().describe('For move and copy: where the value is.'),
  value: z.unknown().optional().describe('For add, replace and test: any JSON.'),
});

/** `patch_json`: RFC 6902 on a file of the draft, all operations or none; the rest keeps its bytes. */
export const patchJson = defineTool({
  name: 'patch_json',
  description:
    'Change values in a JSON file of your draft by JSON Patch (RFC 6902). All operations are carried out, in order, or none; everything else in the file keeps its very bytes. Cheaper than edit_file where you know the place: no old text is repeated. The place $.testCases[0].expected of a report card is /testCases/0/expected here.',
  effect: 'write',
  input: z.strictObject({
    path: z.string().describe('Relative path in your draft, such as "lesson.json".'),
    operations: z.array(operationSchema).min(1).max(MAX_OPERATIONS),
  }),
  run: async ({ path, operations }, { files }) => {
    const text = await files.read(path);
    const patched = await patchText(text, operations.map(operationOf));
    // Said, not thrown: what is thrown has its pointers taken for paths of this machine, and hidden.
    if (patched.type === 'refused') return refused(patched.why);
    await files.write(path, patched.text);
    const many = operations.length === 1 ? 'one operation' : `${operations.length} operations`;
    return `Patched ${path} by ${many}; the rest of it is as it was.`;
  },
});

function operationOf(raw: z.infer<typeof operationSchema>, at: number): Operation {
  const { op, path, from } = raw;
  switch (op) {
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      if (from === undefined) throw lacks(at, op, '"from"');
      return { op, path, from };
    case 'add':
    case 'replace':
    case 'test':
      if (!Object.hasOwn(raw, 'value')) throw lacks(at, op, '"value"');
      return { op, path, value: raw.value };
    default:
      return op satisfies never;
  }
}

function lacks(at: number, op: string, what: string): ToolError {
  return new ToolError(
    `operation ${at} (${op}): expected ${what}, found none. Nothing was changed.`,
  );
}

function refused(why: string): ToolResult {
  return { text: `patch_json failed: ${why}. Nothing was changed.`, isError: true };
}
