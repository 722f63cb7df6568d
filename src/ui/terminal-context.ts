import { createContext, useContext } from 'react';
import { detectTerminal, type Terminal } from './theme.ts';

/** What the terminal of this console can draw. */
export const TerminalContext = createContext<Terminal>(detectTerminal({}));

/** Charset, glyphs and colour for the panes. */
export function useTerminal(): Terminal {
  return useContext(TerminalContext);
}
