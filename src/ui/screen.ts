import type { FC } from 'react';
import type { Binding } from './binding.ts';
import type { Frame } from './frame.ts';
import type { Hands } from './hands.ts';
import type { Ui } from './ui.ts';

export interface ScreenProps {
  frame: Frame;
  hands: Hands;
  columns: number;
  rows: number;
}

/** One of the console's screens: its own keys, and what it draws between header and footer. */
export interface Screen {
  title: string;
  bindings: readonly Binding[] | ((ui: Ui) => readonly Binding[]);
  Body: FC<ScreenProps>;
}

/** The keys of a screen as it is now. */
export function bindingsOn({ bindings }: Screen, ui: Ui): readonly Binding[] {
  return typeof bindings === 'function' ? bindings(ui) : bindings;
}
