import type { AttemptCard, CheckRecord } from '../../../client/item/report-cards.ts';
import type { CriterionResult } from '../../../engine/cards/report-card.ts';
import { formatShare, grouped } from '../../format.ts';
import type { Line, Tone } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { breakRows, pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import { breakWords } from './break-words.ts';
import type { ItemView } from './item-view.ts';

const order = { fail: 0, 'not-checked': 1, pass: 2 } as const;
const tones: Record<CriterionResult['status'], Tone> = {
  fail: 'bad',
  'not-checked': 'warn',
  pass: 'good',
};

/** The newest card of the attempt that is chosen, what failed first, and how the cards before it went. */
export function cardLines(
  { cards, cardsBack, reader }: ItemView,
  width: number,
  terminal: Terminal,
): Line[] {
  if (cards === undefined) return [[{ text: ' reading the report card', tone: 'quiet' }]];
  const newest = cards[Math.max(0, cards.length - 1 - cardsBack)];
  return [
    ...(newest ? newestLines(newest, width, terminal) : noCard),
    [],
    ...historyLines(reader.checks(), width, terminal),
    // The long part, and the part that nobody waits for.
    ...(newest ? passedLines(newest, width, terminal) : []),
  ];
}

const noCard: Line[] = [
  [
    {
      text: ' no report card yet: nothing has been checked; tab shows the transcript',
      tone: 'quiet',
    },
  ],
];

function newestLines(newest: AttemptCard, width: number, terminal: Terminal): Line[] {
  const title = `report card of attempt ${newest.attempt}`;
  if (newest.type === 'missing') return [titleRule(title, width, terminal), ...noCard];
  if (newest.type === 'damaged') {
    return [
      titleRule(title, width, terminal),
      [{ text: ` it cannot be read: ${newest.reason}`, tone: 'bad' }],
      [{ text: ' the transcript may still tell it: tab', tone: 'quiet' }],
    ];
  }
  const { card, check } = newest;
  const passed = card.criteria.filter(({ status }) => status === 'pass').length;
  const criteria = [...card.criteria].sort((a, b) => order[a.status] - order[b.status]);
  return [
    titleRule(`${title}${check === undefined ? '' : `, check ${check}`}`, width, terminal),
    [
      { text: ` ${card.verdict.toUpperCase()} `, tone: tones[card.verdict] },
      { text: ` ${passed} of ${criteria.length} criteria hold, score ${formatShare(card.score)}` },
    ],
    ...criteria
      .filter(({ status }) => status !== 'pass')
      .flatMap((one) => criterionLines(one, width, terminal)),
  ];
}

function passedLines(newest: AttemptCard, width: number, terminal: Terminal): Line[] {
  if (newest.type === 'missing' || newest.type === 'damaged') return [];
  const passed = newest.card.criteria.filter(({ status }) => status === 'pass');
  if (passed.length === 0) return [];
  return [
    [],
    titleRule('what holds', width, terminal),
    ...passed.flatMap((one) => criterionLines(one, width, terminal)),
  ];
}

function criterionLines(
  one: CriterionResult,
  width: number,
  { charset, glyphs }: Terminal,
): Line[] {
  const mark =
    one.status === 'pass' ? glyphs.good : one.status === 'fail' ? glyphs.bad : glyphs.none;
  const many = one.issues.length > 1 ? ` (${one.issues.length} issues)` : '';
  const head: Line = [
    { text: ` ${mark} `, tone: tones[one.status] },
    { text: pad(one.id, 24, charset), tone: one.status === 'pass' ? 'quiet' : 'strong' },
    { text: ` ${one.title}${many}`, tone: 'quiet' },
  ];
  const part = (label: string, text: string | undefined, tone: Tone): Line[] =>
    text === undefined
      ? []
      : breakRows(text.slice(0, 2_000), Math.max(10, width - 16), charset).map((row, index) => [
          { text: `     ${(index === 0 ? label : '').padEnd(9)} `, tone: 'quiet' },
          { text: row, tone },
        ]);
  return [
    head,
    ...part('reason', one.reason, 'warn'),
    ...part('scores', one.note, 'quiet'),
    ...one.issues.flatMap(({ path, message, expected, found, fix }) => [
      ...part('at', path, 'accent'),
      ...part('', message, 'plain'),
      ...part('expected', expected, 'good'),
      ...part('found', found, 'bad'),
      ...part('fix', fix, 'quiet'),
    ]),
  ];
}

function historyLines(checks: readonly CheckRecord[], width: number, terminal: Terminal): Line[] {
  const title = titleRule('history over the repairs', width, terminal);
  if (checks.length === 0) return [title, [{ text: ' nothing was checked yet', tone: 'quiet' }]];
  return [title, ...checks.flatMap((check) => checkLines(check, width, terminal))];
}

/** What a check named stands beside it from so many columns on, else under it. */
const besideFrom = 100;

function checkLines(record: CheckRecord, width: number, { charset }: Terminal): Line[] {
  const { attempt, check, turn, verdict, failing, appeared, mended } = record;
  const name = ` attempt ${attempt} check ${check} after turn ${turn} `;
  const head: Line = [
    { text: name, tone: 'quiet' },
    { text: verdict.padEnd(11), tone: tones[verdict] },
  ];
  const isBeside = width >= besideFrom;
  const lead = isBeside ? name.length + 11 : 4;
  const rows = (label: string, ids: readonly string[], tone: Tone): Line[] =>
    ids.length === 0
      ? []
      : breakWords(ids.join(', '), Math.max(10, width - lead - 10), charset).map((row, index) => [
          { text: ` ${(index === 0 ? label : '').padEnd(8)}`, tone: 'quiet' },
          { text: row, tone },
        ]);
  const named = [
    ...rows('mended', mended, 'good'),
    ...rows('new', appeared, 'bad'),
    ...rows(
      'failing',
      failing.filter((id) => !appeared.includes(id)),
      'warn',
    ),
    ...rows('changed', changedWords(record), 'quiet'),
  ];
  const indent: Line = [{ text: ' '.repeat(lead) }];
  if (!isBeside) return [head, ...named.map((row) => [...indent, ...row])];
  return [
    [...head, ...(named[0] ?? [])],
    ...named.slice(1).map((row): Line => [...indent, ...row]),
  ];
}

function changedWords({ draftBytes, changedBytes }: CheckRecord): string[] {
  if (draftBytes === undefined || changedBytes === undefined) return [];
  return [`${grouped(changedBytes)} of ${grouped(draftBytes)} bytes`];
}
