import { firstRule, type GateRule, type RuledCall } from './gate-rules.ts';

/** What the rules say to a gated call; `by` names the rule, for the record. */
export type Policy = (call: RuledCall) => { gate: 'ask' } | { gate: 'allow' | 'deny'; by: string };

/** What persons allowed for this run comes before factory.json; without a rule a person is asked. */
export function policyOf(ofRun: () => readonly GateRule[], ofFactory: readonly GateRule[]): Policy {
  return (call) => {
    const own = firstRule(ofRun(), call);
    if (own) return ruled(own.rule, `rule ${own.index + 1} of this run`);
    const given = firstRule(ofFactory, call);
    return given ? ruled(given.rule, `rule ${given.index + 1} of factory.json`) : { gate: 'ask' };
  };
}

function ruled({ gate }: GateRule, by: string): ReturnType<Policy> {
  return gate === 'ask' ? { gate } : { gate, by };
}
