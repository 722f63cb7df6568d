import type { Panel, Playback } from '../../../engine/playback.ts';
import type { ItemView } from './item-view.ts';

/**
 * What is shown now, and what was a step before: places that the output does not have any more give the
 * nearest ones. `number` counts chapters from 1.
 */
export function sceneAt(playback: Playback, play: ItemView['play']) {
  const index = Math.max(0, Math.min(play.chapter, playback.chapters.length - 1));
  const chapter = playback.chapters[index];
  const step = Math.max(0, Math.min(play.step, (chapter?.steps ?? 1) - 1));
  const variants = playback.variants.length;
  const variant = variants === 0 ? undefined : playback.variants[play.variant % variants];
  const all: Panel[] = chapter?.scene(step).panels ?? [];
  const before: Panel[] = step === 0 ? [] : (chapter?.scene(step - 1).panels ?? []);
  const panels = all.filter(
    (panel) =>
      panel.type !== 'code' || panel.variant === undefined || panel.variant === variant?.id,
  );
  return { chapter, number: index + 1, step, variant, panels, before };
}
