import type { Change } from '../../../client/item/changes.ts';
import type { Hunk } from '../../../client/item/line-changes.ts';
import { grouped, plural } from '../../format.ts';
import type { Line } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';
import type { ItemView } from './item-view.ts';

/** A piece of the page of changes; a head is a title across the screen. */
export type ChangeBlock =
  | { kind: 'head'; title: string }
  | { kind: 'hunk' | 'words'; lines: readonly Line[] };

const signs = { same: ' ', removed: '-', added: '+' } as const;
const tones = { same: 'quiet', removed: 'bad', added: 'good' } as const;

/** What each repair changed in the output, as a diff. */
export function changesLines(view: ItemView, width: number, terminal: Terminal): Line[] {
  return changeBlocks(view).flatMap((block) =>
    block.kind === 'head' ? [titleRule(block.title, width, terminal)] : block.lines,
  );
}

/** The same in pieces, whose lines do not depend on the width. */
export function changeBlocks({ changes }: ItemView): ChangeBlock[] {
  if (changes === undefined) return [words('replaying what was written')];
  if (changes.length === 0) {
    return [words('nothing has been written and checked yet; tab shows the other sides')];
  }
  return changes.flatMap((attempt): ChangeBlock[] => {
    if (attempt.type === 'damaged') {
      const text = ` attempt ${attempt.attempt} cannot be replayed: ${attempt.reason}`;
      return [
        { kind: 'head', title: `attempt ${attempt.attempt}` },
        { kind: 'words', lines: [[{ text, tone: 'bad' }]] },
        words('its transcript still shows what can be read: shift-tab'),
      ];
    }
    if (attempt.changes.length === 0) return [words(`attempt ${attempt.attempt}: no check yet`)];
    return attempt.changes.flatMap((change) => blocksOf(attempt.attempt, change));
  });
}

/** The line on which each block of these kinds begins. */
export function startsOf(blocks: readonly ChangeBlock[], kinds: readonly string[]): number[] {
  let line = 0;
  return blocks.flatMap((block) => {
    const start = line;
    line += block.kind === 'head' ? 1 : block.lines.length;
    return kinds.includes(block.kind) ? [start] : [];
  });
}

function words(text: string): ChangeBlock {
  return { kind: 'words', lines: [[{ text: ` ${text}`, tone: 'quiet' }]] };
}

const gap: ChangeBlock = { kind: 'words', lines: [[]] };

function blocksOf(attempt: number, change: Change): ChangeBlock[] {
  const { check, verdict, lines, sizeBytes, changes } = change;
  const head = `attempt ${attempt}, check ${check}: ${verdict}`;
  if (!changes) {
    const text = `${plural(lines, 'line')}, ${grouped(sizeBytes)} bytes written`;
    return [{ kind: 'head', title: head }, words(text), gap];
  }
  const { addedLines, removedLines, changedBytes, afterBytes, hunks, cut } = changes;
  const counts = `${head}, +${addedLines} -${removedLines} lines, ${grouped(changedBytes)} of ${grouped(afterBytes)} bytes changed`;
  return [
    { kind: 'head', title: counts },
    ...(hunks.length === 0 && cut === undefined ? [words('nothing changed')] : []),
    ...hunks.map(hunkBlock),
    ...(cut === undefined ? [] : [words(cut)]),
    gap,
  ];
}

function hunkBlock({ afterLine, lines }: Hunk): ChangeBlock {
  const head: Line = [{ text: ` line ${afterLine}`, tone: 'accent' }];
  const body = lines.map(
    ({ type, text }): Line => [{ text: ` ${signs[type]} ${text}`, tone: tones[type] }],
  );
  return { kind: 'hunk', lines: [head, ...body] };
}
