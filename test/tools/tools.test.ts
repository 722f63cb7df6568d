import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { editFile } from '../../src/tools/edit-file.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { listFiles } from '../../src/tools/list-files.ts';
import { listProblems } from '../../src/tools/list-problems.ts';
import { readFile } from '../../src/tools/read-file.ts';
import { RESULT_CAP, runTool } from '../../src/tools/run-tool.ts';
import { defineTool, type ToolContext } from '../../src/tools/tool.ts';
import { toolSpec } from '../../src/tools/tool-spec.ts';
import { validate } from '../../src/tools/validate.ts';
import { writeFile } from '../../src/tools/write-file.ts';
import { contextOver, trappedSandbox } from './sandbox.ts';

const TOOLS = [readFile, writeFile, editFile, listFiles, validate, listProblems];

async function open(over: Partial<ToolContext> = {}) {
  const { draft, guides, root } = await trappedSandbox();
  const files = createFileAccess({ draft, mounts: { guides } });
  const context = contextOver(files, over);
  const run = (name: string, input: unknown) => runTool(TOOLS, { name, input }, context);
  return { files, run, root };
}

describe('read_file', () => {
  test('shows a long file in pieces, and says how to read on', async () => {
    const { files, run } = await open();
    const text = Array.from({ length: 12_500 }, (_, n) => `${String(n).padStart(9, '0')}\n`).join(
      '',
    );
    await files.write('long.txt', text);
    const seen: string[] = [];
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const { text: shown }: { text: string } = await run('read_file', {
        path: 'long.txt',
        offset,
      });
      const note: RegExpExecArray | null = /\n\[Cut: .* Read on with offset (\d+)\.\]$/.exec(shown);
      seen.push(note ? shown.slice(0, note.index) : shown);
      offset = note ? Number(note[1]) : undefined;
    }
    expect(seen.map((part) => part.length)).toEqual([50_000, 50_000, 25_000]);
    expect(seen.join('')).toBe(text);
  });

  test('says how much it cut, and never cuts a character in two', async () => {
    const { files, run } = await open();
    await files.write('faces.txt', `x${'😀'.repeat(30_000)}`);
    const { text } = await run('read_file', { path: 'faces.txt' });
    expect(text).toContain(
      '[Cut: characters 0 to 49999 of 60001 are shown, 10002 more follow. Read on with offset 49999.]',
    );
    expect(text.isWellFormed()).toBe(true);
  });

  test('says when there is nothing at an offset, or no such file', async () => {
    const { run } = await open();
    const past = await run('read_file', { path: 'lesson.json', offset: 2 });
    expect(past).toEqual({
      text: 'read_file failed: offset 2 is past the end: lesson.json has 2 characters.',
      isError: true,
    });
    const missing = await run('read_file', { path: 'no.json' });
    expect(missing.text).toContain('There is no file "no.json". list_files shows');
  });
});

describe('edit_file', () => {
  const edit = async (text: string, oldText: string, newText: string) => {
    const { files, run } = await open();
    await files.write('a.txt', text);
    const input = { path: 'a.txt', old_text: oldText, new_text: newText };
    return { result: await run('edit_file', input), after: await files.read('a.txt') };
  };

  test('replaces exactly the one match, however special its characters', async () => {
    const { result, after } = await edit('one\ntwo $& (x)\nthree', 'two $& (x)', '$1 $$ \\n $&');
    expect(result).toEqual({ text: 'Edited a.txt at line 2.', isError: false });
    expect(after).toBe('one\n$1 $$ \\n $&\nthree');
  });

  test('says at which lines a text stands that occurs more than once', async () => {
    const { result, after } = await edit('x\ny\nx\nx', 'x', 'z');
    expect(result.isError).toBe(true);
    expect(result.text).toContain('matches 3 times in a.txt, at lines 1, 3, 4.');
    expect(after).toBe('x\ny\nx\nx');
  });

  test('counts overlapping matches, which are ambiguous too', async () => {
    const { result } = await edit('aaa', 'aa', 'b');
    expect(result.text).toContain('matches 2 times');
  });

  test('shows the nearest line when nothing matches', async () => {
    const text = '{\n  "title": "Two Sum",\n  "level": "easy"\n}';
    const { result, after } = await edit(text, '"title": "Two Sums",', '"title": "x",');
    expect(result.text).toContain('matches 0 times');
    expect(result.text).toContain('Line 2 is: "  \\"title\\": \\"Two Sum\\","');
    expect(after).toBe(text);
    const indented = await edit(text, '    "title": "Two Sum",', 'x');
    expect(indented.result.text).toContain('indentation differs. Line 2 is');
    const alien = await edit(text, 'zzzz qqqq', 'x');
    expect(alien.result.text).toContain('No line is similar');
  });

  test('refuses an empty text, and an edit that changes nothing', async () => {
    expect((await edit('a', '', 'b')).result.text).toContain('old_text is empty');
    expect((await edit('a', 'a', 'a')).result.text).toContain('nothing would change');
  });

  test('does not edit guides', async () => {
    const { run } = await open();
    const input = { path: 'guides/style.md', old_text: 'plainly', new_text: 'x' };
    expect((await run('edit_file', input)).text).toContain('guides/, which is read-only');
  });
});

describe('the other tools', () => {
  test('write_file writes and says how much', async () => {
    const { files, run } = await open();
    const result = await run('write_file', { path: 'b.txt', content: 'é\n' });
    expect(result).toEqual({ text: 'Wrote b.txt: 3 bytes, 2 lines.', isError: false });
    expect(await files.read('b.txt')).toBe('é\n');
  });

  test('list_files lists all, or a folder', async () => {
    const { run } = await open();
    expect((await run('list_files', {})).text).toBe(
      'lesson.json (2 bytes)\nguides/deep/more.md (5 bytes)\nguides/style.md (14 bytes)',
    );
    expect((await run('list_files', { path: 'guides/deep' })).text).toBe(
      'guides/deep/more.md (5 bytes)',
    );
    expect((await run('list_files', { path: 'nowhere' })).isError).toBe(true);
  });

  test('validate tells the report card, which is no error when it fails', async () => {
    const check = async () => ({ passed: false, text: 'states.order: step 3 before 2' });
    const { run } = await open({ check });
    expect(await run('validate', {})).toEqual({
      text: 'states.order: step 3 before 2',
      isError: false,
    });
  });

  test('list_problems searches ids and titles, and is capped', async () => {
    const catalogue = Array.from({ length: 500 }, (_, n) => ({
      id: `p-${n}`,
      title: `Title ${n}`,
    }));
    const { run } = await open({ catalogue });
    expect((await run('list_problems', { search: 'TITLE 499' })).text).toBe('p-499: Title 499');
    const all = (await run('list_problems', {})).text.split('\n');
    expect([all.length, all.at(-1)]).toEqual([201, '[Cut: 300 more. Use search.]']);
    expect((await run('list_problems', { search: 'zzz' })).text).toContain('Nothing of the 500');
  });
});

describe('running a tool call', () => {
  test('of an unknown tool names those there are', async () => {
    const { run } = await open();
    expect(await run('rm', {})).toEqual({
      text: 'There is no tool "rm". The tools are: read_file, write_file, edit_file, list_files, validate, list_problems.',
      isError: true,
    });
  });

  test('with input that does not fit says where', async () => {
    const { run } = await open();
    const { text, isError } = await run('write_file', { path: 7, contents: 'x' });
    expect(isError).toBe(true);
    expect(text).toContain('Invalid input for write_file');
    expect(text).toMatch(/expected string.*\n.*at path/);
    expect(text).toContain('Unrecognized key: "contents"');
    for (const odd of [null, undefined, 'x', [], 7]) {
      expect((await run('read_file', odd)).isError).toBe(true);
    }
  });

  test('whose input was cut says so', async () => {
    const { run } = await open();
    const { text, isError } = await run('write_file', { __unparsed: '{"path":"a' });
    expect([isError, text]).toEqual([true, expect.stringContaining('not a complete JSON object')]);
  });

  test('that throws gives its message, without a stack or a path of this machine', async () => {
    const { files } = await open();
    const throwing = (thrown: unknown) =>
      defineTool({
        name: 'broken',
        description: '',
        effect: 'read',
        input: z.strictObject({}),
        run: async () => {
          throw thrown;
        },
      });
    const message = "EACCES: permission denied, open '/home/someone/work/x.json' and/or C:\\a\\b";
    const run = (thrown: unknown) =>
      runTool([throwing(thrown)], { name: 'broken', input: {} }, contextOver(files));
    expect(await run(new Error(message))).toEqual({
      text: "broken failed: EACCES: permission denied, open '<path>' and/or <path>",
      isError: true,
    });
    expect((await run('plain')).text).toBe('broken failed: plain');
    expect((await run(undefined)).text).toBe('broken failed: undefined');
  });

  test('caps the result', async () => {
    const { run } = await open({
      check: async () => ({ passed: false, text: 'x'.repeat(90_000) }),
    });
    const { text } = await run('validate', {});
    expect(text).toHaveLength(RESULT_CAP + '\n[Cut: 30000 more characters.]'.length);
  });
});

describe('what the model sees of a tool', () => {
  test('is the same bytes each time, strict, with a word on each field', () => {
    for (const tool of TOOLS) {
      const spec = toolSpec(tool);
      expect(JSON.stringify(toolSpec(tool))).toBe(JSON.stringify(spec));
      expect(spec.input_schema).toMatchObject({ type: 'object', additionalProperties: false });
      const fields = Object.values(
        z.record(z.string(), z.unknown()).parse(spec.input_schema.properties),
      );
      for (const field of fields) expect(field).toHaveProperty('description');
    }
    expect(toolSpec(editFile).input_schema.required).toEqual(['path', 'old_text', 'new_text']);
  });
});
