import { join } from 'node:path';
import { render } from 'ink-testing-library';
import stringWidth from 'string-width';
import { expect, vi } from 'vitest';
import type { Link } from '../../src/client/session.ts';
import type { Ack } from '../../src/engine/commands/command.ts';
import { contentPaths } from '../../src/engine/files/paths.ts';
import type { CatalogueItem } from '../../src/engine/product.ts';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { routes } from '../../src/products/algorithms/routes.ts';
import { App } from '../../src/ui/app.tsx';
import { createFrameSource } from '../../src/ui/frame-source.ts';
import { handsOver } from '../../src/ui/hands-over.ts';
import { TerminalContext } from '../../src/ui/terminal-context.ts';
import { detectTerminal } from '../../src/ui/theme.ts';
import { firstUi, type ScreenName } from '../../src/ui/ui.ts';
import { createUiStore } from '../../src/ui/ui-store.ts';
import { type Answer, type HandFed, sessionOver } from './factory.ts';

export const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

export interface Opened {
  size?: { columns: number; rows: number };
  screen?: ScreenName;
  ack?: Ack;
  answer?: Answer;
  link?: Link;
  catalogue?: readonly CatalogueItem[];
  ownKeys?: Readonly<Record<string, string>>;
  /** A content directory for what is read from disk. */
  dir?: string;
  canDetach?: boolean;
}

/** The console in memory over a store fed by hand: its screen as text, keys to press, what it told the engine. */
export async function openApp(fed: HandFed, given: Opened = {}) {
  const { size = { columns: 120, rows: 40 }, dir = join('/nowhere', 'content') } = given;
  const { session, commands } = sessionOver(fed, given);
  const paths = contentPaths(dir);
  const source = createFrameSource(session, fed.now);
  const leave = vi.fn();
  const copied: string[] = [];
  const opened: string[] = [];
  const hands = handsOver({
    ui: createUiStore(firstUi(given.screen)),
    session,
    source,
    product: async () => algorithms,
    paths,
    limits: { maxTurns: 20, maxRepairs: 3 },
    routes,
    ownKeys: given.ownKeys ?? {},
    canDetach: given.canDetach ?? true,
    operator: 'tester',
    now: fed.now,
    size: () => size,
    copy: (text) => copied.push(text),
    openItemFile: async (item) => {
      opened.push(item);
      return undefined;
    },
    leave,
  });
  const terminal = detectTerminal({ LANG: 'C.UTF-8', NO_COLOR: '1' });
  const { stdout, stdin, lastFrame, frames } = render(
    <TerminalContext value={terminal}>
      <App hands={hands} source={source} onSuspender={() => {}} />
    </TerminalContext>,
  );
  Object.defineProperty(stdout, 'columns', { value: size.columns });
  Object.defineProperty(stdout, 'rows', { value: size.rows });
  stdout.emit('resize');
  const screen = () => lastFrame() ?? '';
  // The first frames are drawn before the terminal has its size.
  await vi.waitFor(() => {
    const rows = screen().split('\n');
    expect(rows.length).toBe(size.rows);
    for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
  });
  const shows = (text: string | RegExp) =>
    vi.waitFor(() =>
      typeof text === 'string' ? expect(screen()).toContain(text) : expect(screen()).toMatch(text),
    );
  const lacks = (text: string) => vi.waitFor(() => expect(screen()).not.toContain(text));
  const press = (keys: string) => stdin.write(keys);
  return { hands, commands, press, screen, shows, lacks, frames, leave, copied, opened };
}
