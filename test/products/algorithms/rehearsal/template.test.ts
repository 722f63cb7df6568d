import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../../src/products/algorithms/rehearsal/template.ts';

describe('a template', () => {
  const cases: [string, string][] = [
    ['{word} at {i}', 'cat at 1'],
    ['list {list}, next {list[i + 1]}', 'list [1,2,3], next 3'],
    ['seen = {}', 'seen = {}'],
    ['{i in seen ? "yes" : "no"}', 'yes'],
    ["{word === '}' ? 1 : '{' + i + '}'} {'{'}", '{1} {'],
    ['{ (i > 0 ? "a" : "b") }', 'a'],
    ['{[1].map((x) => ({ x }))}', '[{"x":1}]'],
    ['{1 / 0}', 'Infinity'],
  ];
  const variables = { word: 'cat', i: 1, list: [1, 2, 3], seen: { '1': 0 } };
  it.each(cases)('%s prints %s', (template, printed) => {
    expect(compileTemplate(template)(variables)).toBe(printed);
  });

  const wrong: [string, RegExp][] = [
    ['{list[9]}', /\{list\[9\]\} in .* gives undefined/],
    ['{nothing}', /\{nothing\} in .* fails: ReferenceError: nothing/],
    ['{empty}', /comes out empty/],
  ];
  it.each(wrong)('%s is an error that names the expression', (template, message) => {
    const render = compileTemplate(template);
    expect(() => render({ list: [], empty: '' })).toThrow(message);
  });

  it.each(['open {', '{i', '{1, 2}', '{a b}', '{if}'])('%s does not compile', (template) => {
    expect(() => compileTemplate(template)).toThrow(/expression/);
  });
});
