import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** Each layer, and the layers it may import from besides itself. */
const allowed: Record<string, string[]> = {
  cli: ['ui', 'client', 'products', 'rehearsal', 'sandbox', 'engine', 'tools', 'models'],
  ui: ['client', 'engine', 'tools', 'models'],
  client: ['engine', 'tools', 'models'],
  products: ['rehearsal', 'sandbox', 'engine', 'tools', 'models'],
  rehearsal: ['engine'],
  sandbox: ['engine'],
  engine: ['tools', 'models'],
  tools: ['models'],
  models: [],
};

/** Where a layer reaches over for one file alone: the value types, or the one rule, of both sides. */
const onlyFiles: Record<string, string[]> = {
  'rehearsal → engine': ['engine/json.ts'],
  'sandbox → engine': ['engine/json.ts'],
  'tools → models': ['models/bounded-json.ts', 'models/port.ts', 'models/unparsed-input.ts'],
  'ui → tools': ['tools/child-env.ts'],
};

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].flatMap((match) =>
    match[1] === undefined ? [] : [resolve(dirname(file), match[1])],
  );
}

function layerOf(file: string): string {
  const [first = ''] = relative(src, file).split('/');
  return first === 'cli.ts' ? 'cli' : first;
}

const graph = new Map(files(src).map((file) => [file, importsOf(file)]));

test('every file belongs to a layer and imports only files that exist', () => {
  for (const [file, imports] of graph) {
    expect(Object.keys(allowed), relative(src, file)).toContain(layerOf(file));
    for (const target of imports) expect(graph.has(target), `${file} imports ${target}`).toBe(true);
  }
});

test('imports point one way: cli → ui, products, rehearsal → engine → tools → models', () => {
  const wrong = [...graph].flatMap(([file, imports]) => {
    const from = layerOf(file);
    return imports
      .filter((target) => {
        const to = layerOf(target);
        if (to === from) return false;
        const files = onlyFiles[`${from} → ${to}`];
        return !allowed[from]?.includes(to) || (files && !files.includes(relative(src, target)));
      })
      .map((target) => `${relative(src, file)} → ${relative(src, target)}`);
  });
  expect(wrong).toEqual([]);
});

test('no file imports itself, however long the way round, types included', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file].map((one) => relative(src, one)).join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});
