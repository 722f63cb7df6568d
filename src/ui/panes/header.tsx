import { memo } from 'react';
import type { Frame } from '../frame.ts';
import { Lines } from '../lines.tsx';
import { useTerminal } from '../terminal-context.ts';
import { type HeaderSpace, headerLines } from './header-lines.ts';

/** Product, run state, progress, money, speed and quality in two to four lines; fields drop out by width. */
export const Header = memo(function Header({ frame, ...space }: HeaderSpace & { frame: Frame }) {
  const terminal = useTerminal();
  return (
    <Lines lines={headerLines(frame, space, terminal)} width={space.width} rows={space.rows} />
  );
});
