import type { ApprovalState } from '../../../engine/state/state.ts';
import { plural } from '../../format.ts';
import type { Hands } from '../../hands.ts';
import type { Line, Tone } from '../../line.ts';
import { openConfirm } from '../../open-confirm.ts';
import { breakWords } from '../item/break-words.ts';

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
    label: 'allow for the rest of this run',
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
  const { columns } = hands.space();
  const prose = (text: string, tone: Tone = 'plain'): Line[] =>
    breakWords(text, columns - 2, 'unicode').map((row) => [{ text: ` ${row}`, tone }]);
  const others =
    same > 1 ? ` So are those alike of the ${plural(same - 1, 'other')} of ${tool} that wait.` : '';
  return [
    ...prose(`Allows every ${tool} like this one, of any item, for the rest of this run:`),
    [{ text: ` ${action.verb} ${action.target}`, tone: 'strong' }],
    ...prose(`with ${input.slice(0, 400)}`, 'quiet'),
    [],
    ...prose(
      `Alike are calls of ${tool} that agree in the arguments which the tool names for that, such as the folder of a publish or the path of a delete; where it names none, all its calls are.`,
    ),
    ...prose(`This one is approved at once.${others}`),
    ...prose('The next run asks again; rules that last stand in factory.json.', 'quiet'),
  ];
}
