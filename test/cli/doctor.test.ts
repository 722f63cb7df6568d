import { expect, test } from 'vitest';
import { cli } from './cli.ts';
import { contentDir, temporaryDir } from './content-dir.ts';
import { jsonLines } from './reports.ts';

interface Line {
  criterion: string;
  engine: { type: string; engine?: string; version?: string; install?: string };
  without: string;
}

test('`doctor` names what each criterion is judged with, tried on this machine', async () => {
  const cwd = await temporaryDir();
  const { stdout, stderr } = await cli(['doctor', '--json'], { cwd });
  expect(stderr).toBe('');
  const lines = new Map(jsonLines<Line>(stdout).map((line) => [line.criterion, line]));
  expect(lines.get('javascript-parses')?.engine).toMatchObject({ type: 'ready', engine: 'acorn' });
  expect(lines.get('javascript-agrees')).toMatchObject({
    engine: { type: 'ready', engine: 'QuickJS', version: expect.stringMatching(/^\d/) },
    without: 'not accepted',
  });
  expect(lines.get('python-parses')?.engine.engine).toMatch(/compile\(\)|grammar only/);
  for (const { engine } of lines.values()) {
    expect(engine.type === 'ready' ? engine.version : engine.install).toMatch(/./);
  }
});

test('`doctor` says it when nothing is run', async () => {
  const dir = await contentDir({ prove: false });
  const { stdout, exitCode } = await cli(['doctor', dir]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('factory.json says "prove": false: nothing is run');
  expect(stdout).toMatch(/^ {2}javascript-parses {2}acorn \d/m);
  expect(stdout).toMatch(/^ {2}java-parses {4}.*grammar only.*\n *for more: /m);
  expect(stdout).not.toContain('javascript-agrees');
});
