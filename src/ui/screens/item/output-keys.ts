import type { Playback } from '../../../engine/playback.ts';
import type { Binding } from '../../binding.ts';
import type { Hands } from '../../hands.ts';
import { type ItemView, viewOf } from './item-view.ts';
import { sceneAt } from './scene-at.ts';

function played(hands: Hands): { view: ItemView; playback: Playback } | undefined {
  const view = viewOf(hands);
  const playback = view?.output?.type === 'output' ? view.output.playback : undefined;
  return view && playback ? { view, playback } : undefined;
}

const notPlayed = (hands: Hands) =>
  played(hands) ? undefined : 'there is nothing to step through';

const change =
  (next: (play: ItemView['play'], playback: Playback) => ItemView['play']) => (hands: Hands) => {
    const at = played(hands);
    if (!at) return;
    at.view.play = next(at.view.play, at.playback);
    at.view.touch();
  };

const step = (by: number) =>
  change((play, playback) => {
    const { chapter, step: now } = sceneAt(playback, play);
    return { ...play, step: Math.max(0, Math.min((chapter?.steps ?? 1) - 1, now + by)) };
  });

const chapter = (by: 1 | -1) =>
  change((play, playback) => {
    const of = playback.chapters.length;
    return { ...play, chapter: (play.chapter + by + of) % Math.max(1, of), step: 0 };
  });

/** Stepping through an output; where there is none, the keys that scroll its text. */
export const outputBindings: readonly Binding[] = [
  {
    action: 'next-step',
    keys: ['right', 'l'],
    shown: 'l',
    label: 'step',
    help: 'the next step; h or left goes back',
    refused: notPlayed,
    press: step(1),
  },
  {
    action: 'previous-step',
    keys: ['left', 'h'],
    shown: 'h',
    label: 'back a step',
    help: 'the step before',
    refused: notPlayed,
    press: step(-1),
  },
  {
    action: 'next-chapter',
    keys: [']'],
    shown: ']',
    label: 'next case',
    help: 'the next test case or chapter; [ the one before',
    refused: notPlayed,
    press: chapter(1),
  },
  {
    action: 'previous-chapter',
    keys: ['['],
    shown: '[',
    label: 'case before',
    help: 'the test case or chapter before',
    refused: notPlayed,
    press: chapter(-1),
    quiet: true,
  },
  {
    action: 'variant',
    keys: ['v'],
    shown: 'v',
    label: 'language',
    help: 'the same in the next language or variant',
    refused: notPlayed,
    press: change((play) => ({ ...play, variant: play.variant + 1 })),
  },
];
