import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../tools/sandbox.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = z
  .object({ version: z.string(), dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        dev: z.boolean().optional(),
        hasInstallScript: z.boolean().optional(),
        integrity: z.string().optional(),
        resolved: z.string().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const packages = Object.entries(lock.packages).flatMap(([path, about]) =>
  path === '' ? [] : [{ name: path.replace(/^.*node_modules\//, ''), ...about }],
);
const document = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

/** A copy of what is in the repository, over the installed packages, with leftovers of an old build. */
async function checkout(): Promise<string> {
  const folder = await temporaryFolder();
  const left = new Set(['node_modules', '.git', 'dist', 'coverage']);
  await cp(root, folder, {
    recursive: true,
    filter: (path) => resolve(path, '..') !== root || !left.has(basename(path)),
  });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist', 'left-behind.js'), 'of a file that was renamed');
  return folder;
}

test('what is published is the program, its words and the bundled content; it starts', async () => {
  const folder = await checkout();
  execFileSync('npm', ['pack', '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  execFileSync('tar', ['xzf', `ai-factory-${manifest.version}.tgz`], { cwd: folder });
  const names = execFileSync('find', ['package', '-type', 'f'], { cwd: folder })
    .toString()
    .trim()
    .split('\n')
    .map((name) => name.replace('package/', ''));
  const built = names.filter((name) => name.startsWith('dist/'));
  expect(names.filter((name) => !built.includes(name)).sort()).toEqual(
    [
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'bin/ai-factory.js',
      'bin/quick-start.js',
      'content/algorithms/catalogue.jsonl',
      'content/algorithms/factory.json',
      'content/algorithms/guides/reference-lesson.json',
      'content/algorithms/guides/style-guide.md',
      'docs/security.md',
      'package.json',
    ].sort(),
  );
  const sources = ['.ts', '.tsx', ''];
  const isOfSource = (name: string) =>
    sources.some((end) =>
      existsSync(join(folder, name.replace('dist/', 'src/').replace(/\.js$/, end))),
    );
  expect(built).toContain('dist/cli.js');
  expect(built.filter((name) => !isOfSource(name))).toEqual([]);
  expect(
    built.filter((name) => /\.test\.js$|\/(test|bench)\/|\.map$|buildinfo/.test(name)),
  ).toEqual([]);
  await symlink(join(root, 'node_modules'), join(folder, 'package', 'node_modules'));
  const help = execFileSync(process.execPath, [
    join(folder, 'package/bin/ai-factory.js'),
    '--help',
  ]);
  expect(help.toString()).toContain('Usage: ai-factory');
}, 180_000);

test('no dependency runs a script when it is installed, but those that docs/security.md names', () => {
  const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript);
  for (const { name, dev } of scripted) {
    expect(dev, `${name} would run on the machines of users`).toBe(true);
    expect(document).toMatch(
      new RegExp(`install script[^\\n]*\`${name}\`|\`${name}\`[^\\n]*install script`),
    );
  }
});

test('every dependency has its reason in docs/security.md, and an exact version', () => {
  for (const [name, version] of Object.entries(manifest.dependencies)) {
    expect(document).toContain(`| \`${name}\` |`);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  }
});

test('every package is locked by hash and comes from the registry over TLS', () => {
  for (const { name, integrity, resolved } of packages) {
    expect(integrity, name).toMatch(/^sha512-/);
    // Left out where npm fills in its own registry.
    expect(resolved ?? 'https://registry.npmjs.org/', name).toMatch(
      /^https:\/\/registry\.npmjs\.org\//,
    );
  }
});
