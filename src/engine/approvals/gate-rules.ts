import { z } from 'zod';
import { fitsPattern, literalPattern } from './wildcard.ts';

/**
 * What becomes of calls of a gated tool without asking a person, or that one is asked. Patterns are
 * whole texts in which `*` stands for any characters, and `\*` for a star.
 */
export const gateRuleSchema = z.strictObject({
  /** Name of a gated tool, as a pattern. */
  tool: z.string().min(1),
  /** Of the item whose call it is, as a pattern; any by default. */
  item: z.string().min(1).optional(),
  /** Argument to pattern; one that is no text is compared as JSON, one left out as ''. All have to fit. */
  arguments: z.record(z.string(), z.string()).optional(),
  /** What is done with such a call. */
  gate: z.enum(['ask', 'allow', 'deny']),
});
export type GateRule = z.infer<typeof gateRuleSchema>;

/** A call as rules see it. */
export interface RuledCall {
  tool: string;
  item: string;
  input: unknown;
}

/** The first rule that fits a call, which is the one that counts, and its place from 0. */
export function firstRule(
  rules: readonly GateRule[],
  call: RuledCall,
): { rule: GateRule; index: number } | undefined {
  const index = rules.findIndex((rule) => fits(rule, call));
  const rule = rules[index];
  return rule && { rule, index };
}

/** The rule that allows all calls of this tool in which the arguments named in `alike` are as in this one. */
export function ruleAlike({ tool, input }: RuledCall, alike: readonly string[]): GateRule {
  const patterns = alike.map((name) => [name, literalPattern(argumentOf(input, name))] as const);
  return {
    tool: literalPattern(tool),
    ...(patterns.length > 0 && { arguments: Object.fromEntries(patterns) }),
    gate: 'allow',
  };
}

/** What is wrong with rules of factory.json, a line each: rules for tools that nobody gated, or that do not exist. */
export function checkRules(rules: readonly GateRule[], gatedTools: readonly string[]): string[] {
  const known = gatedTools.length > 0 ? gatedTools.join(', ') : 'none';
  return rules.flatMap(({ tool }, index) =>
    gatedTools.some((name) => fitsPattern(tool, name))
      ? []
      : `rule ${index + 1}: expected the name of a gated tool (there are: ${known}), found ${JSON.stringify(tool)}; correct it, or take the rule out`,
  );
}

function fits(rule: GateRule, call: RuledCall): boolean {
  return (
    fitsPattern(rule.tool, call.tool) &&
    fitsPattern(rule.item ?? '*', call.item) &&
    Object.entries(rule.arguments ?? {}).every(([name, pattern]) =>
      fitsPattern(pattern, argumentOf(call.input, name)),
    )
  );
}

function argumentOf(input: unknown, name: string): string {
  const isObject = typeof input === 'object' && input !== null;
  const value: unknown = isObject ? Object.getOwnPropertyDescriptor(input, name)?.value : undefined;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
