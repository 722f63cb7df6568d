import type { Change } from '../../../client/item/changes.ts';
import { grouped, plural } from '../../format.ts';
import type { Line } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';
import type { ItemView } from './item-view.ts';

const signs = { same: ' ', removed: '-', added: '+' } as const;
const tones = { same: 'quiet', removed: 'bad', added: 'good' } as const;

/** What each repair changed in the output, as a diff. */
export function changesLines({ changes }: ItemView, width: number, terminal: Terminal): Line[] {
  const quiet = (text: string): Line[] => [[{ text: ` ${text}`, tone: 'quiet' }]];
  if (changes === undefined) return quiet('replaying what was written');
  if (changes.length === 0) return quiet('nothing has been written and checked yet');
  return changes.flatMap((attempt): Line[] => {
    if (attempt.type === 'damaged') {
      const text = ` attempt ${attempt.attempt} cannot be replayed: ${attempt.reason}`;
      return [[{ text, tone: 'bad' }]];
    }
    if (attempt.changes.length === 0) return quiet(`attempt ${attempt.attempt}: no check yet`);
    return attempt.changes.flatMap((change) =>
      changeLines(attempt.attempt, change, width, terminal),
    );
  });
}

function changeLines(attempt: number, change: Change, width: number, terminal: Terminal): Line[] {
  const { check, verdict, lines, sizeBytes, changes } = change;
  const head = `attempt ${attempt}, check ${check}: ${verdict}`;
  if (!changes) {
    const text = ` ${plural(lines, 'line')}, ${grouped(sizeBytes)} bytes written`;
    return [titleRule(head, width, terminal), [{ text, tone: 'quiet' }], []];
  }
  const { addedLines, removedLines, beforeBytes, afterBytes, hunks, cut } = changes;
  const counts = `${head}, +${addedLines} -${removedLines} lines, ${grouped(beforeBytes)} to ${grouped(afterBytes)} bytes`;
  return [
    titleRule(counts, width, terminal),
    ...(hunks.length === 0 && cut === undefined
      ? [[{ text: ' nothing changed', tone: 'quiet' }] as Line]
      : []),
    ...hunks.flatMap((hunk): Line[] => [
      [{ text: ` line ${hunk.afterLine}`, tone: 'accent' }],
      ...hunk.lines.map(
        ({ type, text }): Line => [{ text: ` ${signs[type]} ${text}`, tone: tones[type] }],
      ),
    ]),
    ...(cut === undefined ? [] : [[{ text: ` ${cut}`, tone: 'warn' }] as Line]),
    [],
  ];
}
