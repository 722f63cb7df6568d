import type { Binding } from '../../binding.ts';
import type { Hands } from '../../hands.ts';
import { changeBlocks, startsOf } from './changes-lines.ts';
import { type ItemView, viewOf } from './item-view.ts';

/** Scrolls to the next or previous place where something changed, or where a check begins. */
const jump = (kinds: readonly string[], by: 1 | -1) => (hands: Hands) => {
  const view = viewOf(hands);
  if (!view) return;
  const starts = startsOf(changeBlocks(view), kinds);
  const now = view.tops.changes;
  const next =
    by > 0 ? starts.find((start) => start > now) : starts.findLast((start) => start < now);
  if (next === undefined) {
    hands.say(by > 0 ? 'no more changes below' : 'no more changes above');
    return;
  }
  view.tops.changes = next;
  view.touch();
};

const noChanges = (hands: Hands) =>
  (viewOf(hands)?.changes ?? []).length === 0 ? 'nothing was written and checked yet' : undefined;

export const changesBindings: readonly Binding[] = [
  {
    action: 'next-change',
    keys: ['n'],
    shown: 'n',
    label: 'next change',
    help: 'the next place that changed; N the one before',
    refused: noChanges,
    press: jump(['head', 'hunk'], 1),
  },
  {
    action: 'previous-change',
    keys: ['N'],
    shown: 'N',
    label: 'change before',
    help: 'the place that changed before',
    refused: noChanges,
    press: jump(['head', 'hunk'], -1),
    quiet: true,
  },
  {
    action: 'next-check',
    keys: [']'],
    shown: ']',
    label: 'next check',
    help: 'the next check of an output; [ the one before',
    refused: noChanges,
    press: jump(['head'], 1),
  },
  {
    action: 'previous-check',
    keys: ['['],
    shown: '[',
    label: 'check before',
    help: 'the check before',
    refused: noChanges,
    press: jump(['head'], -1),
    quiet: true,
  },
];

const turnCard = (by: 1 | -1) => (hands: Hands) => {
  const view = viewOf(hands);
  if (!view) return;
  const most = Math.max(0, (view.cards?.length ?? 0) - 1);
  view.cardsBack = Math.max(0, Math.min(most, view.cardsBack - by));
  view.tops.card = 0;
  view.touch();
};

const oneCard = (hands: Hands) =>
  isOnlyCard(viewOf(hands)) ? 'there is no card of another attempt' : undefined;

function isOnlyCard(view: ItemView | undefined): boolean {
  return (view?.cards?.length ?? 0) < 2;
}

export const cardBindings: readonly Binding[] = [
  {
    action: 'previous-attempt',
    keys: ['['],
    shown: '[',
    label: 'attempt before',
    help: 'the report card of the attempt before; ] of the next one',
    refused: oneCard,
    press: turnCard(-1),
  },
  {
    action: 'next-attempt',
    keys: [']'],
    shown: ']',
    label: 'next attempt',
    help: 'the report card of the next attempt',
    refused: oneCard,
    press: turnCard(1),
    quiet: true,
  },
];
