import type { FC } from 'react';
import type { Binding } from './binding.ts';
import type { Frame } from './frame.ts';
import type { Hands } from './hands.ts';

export interface ScreenProps {
  frame: Frame;
  hands: Hands;
  columns: number;
  rows: number;
}

/** One of the console's screens: its own keys, and what it draws between header and footer. */
export interface Screen {
  title: string;
  bindings: readonly Binding[];
  Body: FC<ScreenProps>;
}
