import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDryRunFiles } from '../../src/tools/dry-run-files.ts';
import { createFileAccess } from '../../src/tools/file-access.ts';
import { type Hook, hookSchema } from '../../src/tools/hook.ts';
import { createPublish } from '../../src/tools/publish.ts';
import { runTool } from '../../src/tools/run-tool.ts';
import { createSend } from '../../src/tools/send.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { contextOver, snapshot, temporaryFolder } from './sandbox.ts';

const approvalId = '0123456789abcdef';
const text = '{ "title": "Two Sum", "steps": [1, 2, 3] }\n';
const sha256 = createHash('sha256').update(text).digest('hex');
const input = { item: 'two-sum', sha256, sizeBytes: text.length, to: 'published/' };

/** A content directory with one accepted output, and the tool over it. */
async function factory(hook?: Hook) {
  const top = await temporaryFolder();
  const root = join(top, 'content');
  const at = (...parts: string[]) => join(root, ...parts);
  await mkdir(at('accepted'), { recursive: true });
  await writeFile(at('accepted/two-sum.json'), text);
  await mkdir(join(top, 'outside'));
  await writeFile(join(top, 'outside/secret.json'), 'CANARY');
  const tool = createPublish(optionsOf(root, hook));
  return { top, root, at, tool, run: (raw: unknown = input) => run(tool, raw) };
}

function optionsOf(root: string, hook?: Hook) {
  return {
    root,
    acceptedFile: (item: string) => join(root, 'accepted', `${item}.json`),
    published: join(root, 'published'),
    hook,
  };
}

function run(tool: Tool, raw: unknown, signal = new AbortController().signal) {
  const none = createFileAccess({ draft: '/nowhere/draft', mounts: { guides: '/nowhere/guides' } });
  const context = contextOver(createDryRunFiles(none), { approvalId, signal });
  return runTool([tool], { name: tool.name, input: raw }, context);
}

function gateOf(tool: Tool) {
  if (tool.gate === 'none') throw new Error('it has no gate');
  return tool;
}

const script = (code: string, timeoutSeconds = 60) =>
  hookSchema.parse({ command: [process.execPath, '-e', code], timeoutSeconds });

describe('publish', () => {
  test('copies the accepted output, byte for byte, for others to read', async () => {
    const { at, run } = await factory();
    expect(await run()).toEqual({ text: 'Copied to published/two-sum.json.', isError: false });
    expect(await readFile(at('published/two-sum.json'), 'utf8')).toBe(text);
    expect(await readdir(at('published'))).toEqual(['two-sum.json']);
    const open = 0o666 & ~process.umask();
    expect((await stat(at('published/two-sum.json'))).mode & 0o777).toBe(open);
    expect((await stat(at('published'))).mode & 0o777).toBe(0o777 & ~process.umask());
    await writeFile(at('published/two-sum.json'), 'an older one');
    await run();
    expect(await readFile(at('published/two-sum.json'), 'utf8')).toBe(text);
  });

  test('works in a content directory that is reached by a link', async () => {
    const { top, root, at } = await factory();
    await symlink(root, join(top, 'link'));
    const tool = createPublish(optionsOf(join(top, 'link')));
    expect(await run(tool, input)).toMatchObject({ isError: false });
    expect(await readFile(at('published/two-sum.json'), 'utf8')).toBe(text);
  });

  test('gives the hook the whole of it, once the copy is there', async () => {
    const hook = script(`
      const payload = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
      const copy = require('node:fs').readFileSync(payload.file, 'utf8');
      require('node:fs').writeFileSync('seen.json', JSON.stringify({ payload, copy, id: process.env.AI_FACTORY_APPROVAL_ID }));
      console.log('up at 12');`);
    const { at, run } = await factory(hook);
    expect(await run()).toEqual({
      text: 'Copied to published/two-sum.json; node ended well. It said:\nup at 12',
      isError: false,
    });
    expect(JSON.parse(await readFile(at('seen.json'), 'utf8'))).toEqual({
      payload: {
        id: approvalId,
        action: 'publish',
        item: 'two-sum',
        sha256,
        sizeBytes: text.length,
        file: at('published/two-sum.json'),
        output: JSON.parse(text),
      },
      copy: text,
      id: approvalId,
    });
  });

  test('says that the copy is there when the hook failed, or may have', async () => {
    const failing = await factory(script('process.exit(4)'));
    expect(await failing.run()).toEqual({
      text: 'The copy is in published/two-sum.json, but node ended with exit code 4',
      isError: true,
    });
    expect(existsSync(failing.at('published/two-sum.json'))).toBe(true);
    const hanging = await factory(script('setInterval(() => {}, 1000)', 0.3));
    const { text: told, ...rest } = await hanging.run();
    expect(rest).toEqual({ isError: true, outcome: 'unknown' });
    expect(told).toMatch(
      /^The copy is in published.*ran longer than 0\.3 s.*may have acted or not$/,
    );
  });

  test('another output than the one that was approved is void, and nothing is done', async () => {
    const marks = script('require("node:fs").writeFileSync("ran", "")');
    const { root, at, run, top } = await factory(marks);
    const isVoid = async (words: RegExp, raw: object = input) => {
      const before = await snapshot(top);
      const result = await run(raw);
      expect(result).toMatchObject({ isError: true, outcome: 'void' });
      expect(result.text).toMatch(words);
      expect(result.text).toContain('not published');
      expect(result.text).not.toContain(root);
      expect(await snapshot(top)).toEqual(before);
    };
    await writeFile(at('accepted/two-sum.json'), text.replace('1', '7'));
    await isVoid(/found another/);
    await writeFile(at('accepted/two-sum.json'), text);
    await isVoid(/found another/, { ...input, sizeBytes: 7 });
    await rm(at('accepted/two-sum.json'));
    await isVoid(/found none/);
    await symlink(join(top, 'outside/secret.json'), at('accepted/two-sum.json'));
    await isVoid(/"accepted\/two-sum.json" is or passes through a link/);
    await rm(at('accepted/two-sum.json'));
    await mkdir(at('accepted/two-sum.json'));
    await isVoid(/is a folder/);
    await rm(at('accepted'), { recursive: true });
    await symlink(join(top, 'outside'), at('accepted'));
    await isVoid(/"accepted" is or passes through a link/, { ...input, item: 'secret' });
  });

  test('an accepted file that has grown huge is not read', async () => {
    const { at, run } = await factory();
    await truncate(at('accepted/two-sum.json'), 50_000_000_000);
    const result = await run();
    expect(result).toMatchObject({ isError: true, outcome: 'void' });
    expect(result.text).toContain('50000000000 bytes');
  });

  test('a planted link leads nowhere', async () => {
    const marks = script('require("node:fs").writeFileSync("ran", "")');
    const { top, at, run } = await factory(marks);
    await symlink(join(top, 'outside'), at('published'));
    const refused = await run();
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain('"published" is or passes through a link');
    expect(refused.outcome).toBeUndefined();
    await rm(at('published'));
    await mkdir(at('published'));
    await symlink(join(top, 'outside/secret.json'), at('published/two-sum.json'));
    expect((await run()).text).toContain('"published/two-sum.json" is or passes through a link');
    expect((await lstat(at('published/two-sum.json'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(top, 'outside/secret.json'), 'utf8')).toBe('CANARY');
    expect(await readdir(join(top, 'outside'))).toEqual(['secret.json']);
    expect(existsSync(at('ran'))).toBe(false);
  });

  test('nothing leaves while folders are swapped for links again and again', async () => {
    const { top, at, run } = await factory();
    await writeFile(join(top, 'outside/two-sum.json'), 'CANARY');
    await mkdir(at('published'));
    let isOver = false;
    const swapping = (async () => {
      for (let round = 0; !isOver; round += 1) {
        const name = round % 2 === 0 ? 'published' : 'accepted';
        await rename(at(name), at('kept'));
        await symlink(join(top, 'outside'), at(name)).catch(() => {});
        await rm(at(name), { recursive: true, force: true });
        await rename(at('kept'), at(name)).catch(() => {});
        await rm(at('kept'), { recursive: true, force: true });
      }
    })();
    for (let round = 0; round < 200; round += 1) {
      const result = await run();
      expect(result.text).not.toContain('CANARY');
      expect(await readdir(join(top, 'outside'))).toEqual(['secret.json', 'two-sum.json']);
    }
    isOver = true;
    await swapping;
    expect(await readFile(join(top, 'outside/two-sum.json'), 'utf8')).toBe('CANARY');
    expect(await run()).toMatchObject({ isError: false });
  });

  test.runIf(process.getuid?.() !== 0)('a folder that cannot be written to is said', async () => {
    const { at, run } = await factory();
    await mkdir(at('published'));
    await chmod(at('published'), 0o500);
    const result = await run();
    expect(result.isError).toBe(true);
    expect(result.text).toContain('EACCES');
    await chmod(at('published'), 0o700);
  });

  test('without an approval nothing happens', async () => {
    const { at, tool } = await factory();
    const files = createFileAccess({ draft: at('draft'), mounts: { guides: at('guides') } });
    const result = await runTool([tool], { name: 'publish', input }, contextOver(files));
    expect(result.isError).toBe(true);
    expect(existsSync(at('published'))).toBe(false);
  });

  test('a person sees all that it would do', async () => {
    const { root } = await factory();
    const hook = hookSchema.parse({ command: ['rsync', '-a', 'to here'], timeoutSeconds: 5 });
    const tool = gateOf(createPublish(optionsOf(root, hook)));
    expect(tool.alike).toEqual(['to']);
    expect(tool.describe(input)).toEqual({
      type: 'action',
      action: {
        verb: 'publish',
        target: 'published/two-sum.json',
        effect: `Copies the accepted output (43 bytes, SHA-256 ${sha256.slice(0, 12)}…) to published/two-sum.json, then runs rsync -a "to here", at most 5 s.`,
      },
    });
  });

  test.each([
    '../two-sum',
    'a/b',
    '/etc/passwd',
    './two-sum',
    '~root',
    'a\u0000b',
    'con',
    '\u202ex',
    '',
  ])('the item %j is none', async (item) => {
    const { top, tool, run } = await factory();
    const before = await snapshot(top);
    expect(gateOf(tool).describe({ ...input, item }).type).toBe('invalid');
    expect((await run({ ...input, item })).isError).toBe(true);
    expect(await snapshot(top)).toEqual(before);
  });

  test('what does not fit is told to whoever asks', async () => {
    const { tool } = await factory();
    for (const more of [{ to: '/tmp' }, { sha256: 'XX' }, { sizeBytes: -1 }, { force: true }]) {
      expect(gateOf(tool).describe({ ...input, ...more }).type).toBe('invalid');
    }
  });

  test('evidence of an unknown outcome: whether this very output is there, and since when', async () => {
    const { top, at, tool } = await factory(script(''));
    const { evidence } = gateOf(tool);
    expect(await evidence(input)).toBe('published/two-sum.json is not there: nothing was copied');
    await mkdir(at('published'));
    await writeFile(at('published/two-sum.json'), 'another');
    expect(await evidence(input)).toMatch(/written \d{4}-.* UTC, but is another output/);
    await writeFile(at('published/two-sum.json'), text);
    expect(await evidence(input)).toMatch(
      /is there, written \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, and is this output; what node made of it is not seen here, and it may be running still$/,
    );
    await rm(at('published/two-sum.json'));
    await symlink(join(top, 'outside/secret.json'), at('published/two-sum.json'));
    expect(await evidence(input)).toMatch(/cannot be looked at: .*link/);
  });
});

describe('send', () => {
  const notice = { subject: 'A row is twice there', text: 'two-sum and 2-sum are one problem.' };

  test('gives the notice to the hook', async () => {
    const root = await temporaryFolder();
    const hook = script('process.stdin.pipe(require("node:fs").createWriteStream("sent.json"))');
    expect(await run(createSend(hook, root), notice)).toEqual({
      text: 'Sent: node ended well',
      isError: false,
    });
    expect(JSON.parse(await readFile(join(root, 'sent.json'), 'utf8'))).toEqual({
      id: approvalId,
      action: 'send',
      ...notice,
    });
  });

  test('says when it failed, and when nobody knows', async () => {
    const root = await temporaryFolder();
    const failing = createSend(script('process.exit(1)'), root);
    expect(await run(failing, notice)).toEqual({
      text: 'Not sent: node ended with exit code 1',
      isError: true,
    });
    const hanging = createSend(script('setInterval(() => {}, 1000)', 0.3), root);
    expect(await run(hanging, notice)).toMatchObject({ isError: true, outcome: 'unknown' });
  });

  test('shows a person the whole of it', async () => {
    const root = await temporaryFolder();
    const hook = hookSchema.parse({ webhook: 'https://example.org/in?key=canary' });
    const tool = gateOf(createSend(hook, root));
    const described = tool.describe(notice);
    expect(described).toEqual({
      type: 'action',
      action: {
        verb: 'send',
        target: 'example.org',
        effect: `Sends a notice: posts it to https://example.org/in, at most 60 s.\nSubject: ${notice.subject}\n${notice.text}`,
      },
    });
    expect(tool.alike).toEqual([]);
    expect(tool.describe({ ...notice, text: 'x'.repeat(5_001) }).type).toBe('invalid');
    expect(tool.describe({ ...notice, to: 'all@example.org' }).type).toBe('invalid');
    expect(await tool.evidence(notice)).toContain('look at the receiver (example.org)');
  });
});
