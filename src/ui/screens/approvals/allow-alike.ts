import type { ApprovalState } from '../../../engine/state.ts';
import { plural } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import type { Line } from '../../line.ts';
import { openConfirm } from '../../open-confirm.ts';

/** Why no rule can be made of it; undefined when one can. */
export function notAllowable({ state }: ApprovalState): string | undefined {
  if (state === 'unknown') return 'it may have happened already: decide this one by itself';
  if (state === 'failed') return 'it failed: decide this one by itself';
  return undefined;
}

/** Asks twice, by two different keys, before all calls alike are allowed for the rest of the run. */
export function askToAllow(hands: Hands, approval: ApprovalState): void {
  openConfirm(hands, {
    title: `always allow calls like this ${approval.action.verb} ?`,
    about: aboutRule(hands, approval),
    key: 'y',
    label: `allow for the rest of this run`,
    run: () => askAgain(hands, approval),
  });
}

function askAgain(hands: Hands, approval: ApprovalState): void {
  const { id, digest, tool, action } = approval;
  openConfirm(hands, {
    title: 'once more: nobody will be asked',
    about: [
      [{ text: ` From now on, no person looks at a ${tool} like this one before it happens:` }],
      [{ text: ` ${action.verb} ${action.target}`, tone: 'strong' }],
      [{ text: ' The log names the rule; it ends with this run.', tone: 'quiet' }],
    ],
    key: 'A',
    label: 'always allow',
    run: () =>
      void hands.send(
        { type: 'allow-alike', id, digest },
        `every ${tool} like this one is allowed for the rest of this run`,
      ),
  });
}

/** What the rule fixes only the tool knows: here it says what it can be sure of, no more. */
function aboutRule(hands: Hands, { tool, action, input }: ApprovalState): Line[] {
  const same = hands
    .frame()
    .approvals.filter((one) => one.tool === tool && one.state === 'waiting').length;
  const others = plural(same - 1, 'other');
  const plain = (text: string): Line => [{ text: ` ${text}` }];
  const quiet = (text: string): Line => [{ text: ` ${text}`, tone: 'quiet' }];
  return [
    plain(`Allows every call of ${tool} like this one, of any item, for the rest of this run:`),
    [{ text: ` ${action.verb} ${action.target}`, tone: 'strong' }],
    quiet(`with ${input.slice(0, 400)}`),
    [],
    plain(
      `Alike are calls of ${tool} that agree in the arguments which it names for that, such as`,
    ),
    plain(
      'the folder of a publish or the path of a delete; where it names none, all its calls are.',
    ),
    plain(
      `This one is approved at once, and so are those alike of the ${others} of ${tool} that wait.`,
    ),
    quiet('The next run asks again; rules that last stand in factory.json.'),
  ];
}
