import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkRules,
  firstRule,
  type GateRule,
  gateRuleSchema,
  ruleAlike,
} from '../../../src/engine/approvals/gate-rules.ts';
import { fitsPattern, literalPattern } from '../../../src/engine/approvals/wildcard.ts';

/** Texts in which what matters to patterns is common. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '\\', '.', '\n', '💥'),
  maxLength: 12,
});
const call = (tool: string, input: unknown, item = 'two-sum') => ({ tool, item, input });

describe('patterns', () => {
  test.each([
    ['publish', 'publish', true],
    ['publish', 'publish ', false],
    ['publish', 'Publish', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'any\nthing', true],
    ['notes/*', 'notes/a/b.md', true],
    ['notes/*', 'my/notes/a', false],
    ['*.md', 'a.md.txt', false],
    ['*.md', '.md', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'ac', false],
    ['ab*bc', 'abc', false],
    ['a*bc*c', 'abc', false],
    ['**', 'x', true],
    ['.+', 'aa', false],
    ['[a-z]', '[a-z]', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['\\\\*', '\\tail', true],
    ['C:\\temp\\*', 'C:\\temp*', true],
    ['a\\', 'a\\', true],
  ])('%j and %j: %s', (pattern, whole, expected) => {
    expect(fitsPattern(pattern, whole)).toBe(expected);
  });

  test('a text taken literally is fitted by itself and nothing else', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(fitsPattern(literalPattern(one), one)).toBe(true);
        expect(fitsPattern(literalPattern(one), other)).toBe(one === other);
      }),
    );
  });

  test('texts with anything put in for the stars fit', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(text),
        (parts, fill) => {
          const pattern = parts.map(literalPattern).join('*');
          const whole = parts.reduce((made, part) => made + fill.next().value + part);
          expect(fitsPattern(pattern, whole)).toBe(true);
        },
      ),
    );
  });

  test('patterns agree with their regular expression', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const whole = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, whole, (one, other) => {
        const known = new RegExp(`^${one.replaceAll('*', '.*')}$`).test(other);
        expect(fitsPattern(one, other)).toBe(known);
      }),
      { numRuns: 2000 },
    );
  });

  // As a regular expression each of these would outlive the universe.
  test.each([
    ['many stars', `${'*a'.repeat(10_000)}*b`],
    ['many stars before an end', `${'*a'.repeat(9_999)}*b*`],
    ['a long part that nearly fits', `*${'a'.repeat(9_999)}b*`],
    ['two long halves', `*${'a'.repeat(5_000)}b${'a'.repeat(4_999)}*`],
    ['stars alone and an end', `${'*'.repeat(20_000)}b`],
  ])('hostile: %s against 20,000 characters comes to an end', (_, pattern) => {
    expect(fitsPattern(pattern, 'a'.repeat(20_000))).toBe(false);
  });
});

describe('rules', () => {
  const rules: GateRule[] = [
    { tool: 'publish', item: 'draft-*', gate: 'deny' },
    { tool: 'publish', arguments: { to: 'published/' }, gate: 'allow' },
    { tool: 'send', arguments: { count: '3', to: '["a","b"]' }, gate: 'allow' },
    { tool: '*', gate: 'ask' },
  ];

  test('the first that fits counts', () => {
    const to = { to: 'published/' };
    expect(firstRule(rules, call('publish', to, 'draft-1'))?.index).toBe(0);
    expect(firstRule(rules, call('publish', to))).toEqual({ rule: rules[1], index: 1 });
    expect(firstRule(rules, call('publish', { to: 'elsewhere/' }))?.index).toBe(3);
    expect(firstRule(rules.slice(0, 3), call('delete_file', {}))).toBeUndefined();
  });

  test('an argument that is no text is compared as JSON, one that is left out as no text', () => {
    expect(firstRule(rules, call('send', { count: 3, to: ['a', 'b'] }))?.index).toBe(2);
    expect(firstRule(rules, call('send', { count: 3, to: ['b', 'a'] }))?.index).toBe(3);
    const empty: GateRule[] = [{ tool: 'send', arguments: { to: '' }, gate: 'allow' }];
    expect(firstRule(empty, call('send', {}))?.index).toBe(0);
    expect(firstRule(empty, call('send', { to: null }))).toBeUndefined();
  });

  test('what every object inherits is no argument', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const rule: GateRule = { tool: 'send', arguments: { [name]: '?*' }, gate: 'allow' };
      expect(firstRule([rule], call('send', {}))).toBeUndefined();
      expect(firstRule([rule], call('send', null))).toBeUndefined();
    }
  });

  test('a rule made from a call fits it, and no call with another value of an alike argument', () => {
    const value = fc.oneof(text, fc.constantFrom('*', '\\*', '**'));
    fc.assert(
      fc.property(value, value, value, (to, other, subject) => {
        const rule = ruleAlike(call('send', { to, subject: 'one' }), ['to']);
        expect(gateRuleSchema.parse(rule)).toEqual(rule);
        expect(firstRule([rule], call('send', { to, subject }))).toBeDefined();
        const fitsOther = firstRule([rule], call('send', { to: other, subject })) !== undefined;
        expect(fitsOther).toBe(to === other);
        expect(firstRule([rule], call('publish', { to, subject }))).toBeUndefined();
      }),
    );
  });

  test('a rule made from a call keeps values that are no text, and arguments that are left out', () => {
    const rule = ruleAlike(call('send', { to: { list: ['*'] } }), ['to', 'copy']);
    expect(rule).toEqual({
      tool: 'send',
      arguments: { to: '{"list":["\\*"]}', copy: '' },
      gate: 'allow',
    });
    expect(firstRule([rule], call('send', { to: { list: ['*'] } }))).toBeDefined();
    expect(firstRule([rule], call('send', { to: { list: ['x'] } }))).toBeUndefined();
    expect(firstRule([rule], call('send', { to: { list: ['*'] }, copy: 'boss' }))).toBeUndefined();
  });

  test('of a tool whose calls are all alike the rule is the tool alone', () => {
    expect(ruleAlike(call('send', { text: 'x' }), [])).toEqual({ tool: 'send', gate: 'allow' });
  });

  test('rules that fit no gated tool are faults, told by their number', () => {
    expect(checkRules(rules, ['publish', 'send'])).toEqual([]);
    const [first, ...others] = checkRules(
      [
        { tool: 'pub*', gate: 'allow' },
        { tool: 'publsh', gate: 'ask' },
      ],
      ['publish', 'send'],
    );
    expect(others).toEqual([]);
    expect(first).toMatch(/^rule 2: .*publish, send.*found "publsh"/);
    expect(checkRules(rules, [])).toHaveLength(4);
  });
});
