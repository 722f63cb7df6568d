import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { desktopShower, showOnDesktop } from '../../src/tools/show-on-desktop.ts';
import { temporaryFolder } from './sandbox.ts';

test('a server has no desktop', () => {
  expect(desktopShower('linux', {})).toBeUndefined();
});

test('what is said is never part of a script', () => {
  const hostile = '" & do shell script "true" & "';
  const { program, arguments: said } = desktopShower('darwin', {})?.(hostile, hostile) ?? {};
  expect(program).toBe('osascript');
  expect(said?.[1]).not.toContain('do shell');
  expect(said?.slice(2)).toEqual([hostile, hostile]);
});

test.skipIf(process.platform !== 'linux')(
  'the desktop of Linux is given title and text, and no secret',
  async () => {
    const dir = await temporaryFolder();
    const program = join(dir, 'notify-send');
    await writeFile(
      program,
      `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(join(dir, 'seen'))}, JSON.stringify({ args: process.argv.slice(2), env: process.env }));\n`,
    );
    await chmod(program, 0o755);
    vi.stubEnv('PATH', `${dir}:${process.env.PATH}`);
    vi.stubEnv('DISPLAY', ':0');
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-ant-canary-canary');
    onTestFinished(() => void vi.unstubAllEnvs());
    await showOnDesktop('--help', 'two things');
    const seen = JSON.parse(await readFile(join(dir, 'seen'), 'utf8'));
    expect(seen.args.slice(-3)).toEqual(['--', '--help', 'two things']);
    expect(JSON.stringify(seen.env)).not.toContain('canary');
  },
);

test('a desktop that cannot be reached is no error', async () => {
  vi.stubEnv('PATH', await temporaryFolder());
  vi.stubEnv('DISPLAY', ':0');
  onTestFinished(() => void vi.unstubAllEnvs());
  await showOnDesktop('title', 'text');
});
