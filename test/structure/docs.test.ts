import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const docs = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/security.md',
  'docs/proof.md',
];
/** Paths as docs name them: from the root, or from `src/`. */
const folders = 'src|test|bench|docs|content|engine|models|tools|ui|client|cli|sandbox|rehearsal';
const named = new RegExp(`\`((?:${folders})/[\\w./-]+\\.(?:tsx?|md|json))\``, 'g');

test('every file that the docs name is there', () => {
  const missing = docs.flatMap((doc) =>
    [...readFileSync(join(root, doc), 'utf8').matchAll(named)].flatMap(([, path = '']) =>
      existsSync(join(root, path)) || existsSync(join(root, 'src', path))
        ? []
        : [`${doc} names ${path}`],
    ),
  );
  expect(missing).toEqual([]);
});
