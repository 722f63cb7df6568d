import { Box, useWindowSize } from 'ink';
import { useEffect, useReducer } from 'react';
import type { Frame } from './frame.ts';
import type { FrameSource } from './frame-source.ts';
import { type EngineHandle, useCommands } from './hooks/use-commands.ts';
import { useFrame } from './hooks/use-frame.ts';
import { useKeys } from './hooks/use-keys.ts';
import { useToast } from './hooks/use-toast.ts';
import { keymap } from './keymap.ts';
import { planScreen, smallest } from './layout.ts';
import { Lines } from './lines.tsx';
import { Failures } from './panes/failures.tsx';
import { Footer } from './panes/footer.tsx';
import { Header } from './panes/header.tsx';
import { NoticeLine, type Toast } from './panes/notice-line.tsx';
import { plainRule } from './panes/rule.ts';
import type { LoopLimits } from './panes/worker-lines.ts';
import { Floor } from './screens/floor.tsx';
import { Help } from './screens/help.tsx';
import { Leave } from './screens/leave.tsx';
import { TooSmall } from './screens/too-small.tsx';
import { hasEnded } from './selectors.ts';
import { useTerminal } from './terminal-context.ts';
import { firstUi, type UiState, uiReducer } from './ui-state.ts';

export interface AppProps {
  engine: EngineHandle;
  /** What turns and repairs are counted against. */
  limits: LoopLimits;
  source: FrameSource;
  /** Recorded by the engine with every command. */
  operator: string;
  /** Called once the operator has left, or once a stop that they asked for is done. */
  onLeave: () => void;
}

/** The console: reads frames and keys, sends commands, knows nothing else of the engine. */
export function App({ engine, limits, source, operator, onLeave }: AppProps) {
  const frame = useFrame(source);
  const [ui, dispatch] = useReducer(uiReducer, firstUi);
  const [toast, say] = useToast();
  const commands = useCommands(engine, operator, say);
  const getRun = () => engine.store.getState().run;
  const isOver = () => getRun().state === 'none' || hasEnded(getRun());
  useKeys({ ui, dispatch, commands, say, getRun, isOver, leave: onLeave });
  const done = frame.ended && ui.stopping !== 'no';
  useEffect(() => {
    if (done) onLeave();
  }, [done, onLeave]);
  // A run that has ended leaves nothing to ask: its outcome takes the question's place.
  const isMoot = frame.ended && ui.view === 'leave';
  useEffect(() => {
    if (isMoot) dispatch({ type: 'back' });
  }, [isMoot]);
  return <Screen frame={frame} limits={limits} ui={ui} toast={toast} />;
}

interface ScreenProps {
  frame: Frame;
  limits: LoopLimits;
  ui: UiState;
  toast: Toast | undefined;
}

function Screen({ frame, limits, ui, toast }: ScreenProps) {
  const { columns, rows } = useWindowSize();
  const terminal = useTerminal();
  const small = columns < smallest.columns || rows < smallest.rows;
  if (small && ui.view === 'leave') {
    return <Leave frame={frame} choice={ui.choice} columns={columns} rows={rows} />;
  }
  if (small) return <TooSmall columns={columns} rows={rows} />;
  const { headerRows, bodyRows } = planScreen({ columns, rows });
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Header frame={frame} width={columns} rows={headerRows} />
      <Lines lines={[plainRule(columns, terminal)]} width={columns} />
      <Body frame={frame} limits={limits} ui={ui} columns={columns} rows={bodyRows} />
      <NoticeLine toast={toast} notice={frame.notice} width={columns} />
      <Footer bindings={keymap[ui.view]} run={frame.run} width={columns} />
    </Box>
  );
}

function Body({
  frame,
  limits,
  ui,
  columns,
  rows,
}: {
  frame: Frame;
  limits: LoopLimits;
  ui: UiState;
  columns: number;
  rows: number;
}) {
  switch (ui.view) {
    case 'floor':
      return <Floor frame={frame} limits={limits} columns={columns} rows={rows} />;
    case 'failures':
      return <Failures failures={frame.failures} width={columns} rows={rows} />;
    case 'help':
      return <Help bindings={keymap[ui.under]} run={frame.run} columns={columns} rows={rows} />;
    case 'leave':
      return <Leave frame={frame} choice={ui.choice} columns={columns} rows={rows} />;
    default:
      return ui.view satisfies never;
  }
}
