import { Box, useApp, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { Frame } from './frame.ts';
import type { FrameSource } from './frame-source.ts';
import type { Hands } from './hands.ts';
import { bindingsOf, bindingsUnder } from './keymap.ts';
import { planScreen, smallest } from './layout.ts';
import { Lines } from './lines.tsx';
import { BottomLine } from './panes/bottom-line.tsx';
import { Footer } from './panes/footer.tsx';
import { Header } from './panes/header.tsx';
import { screenRule } from './panes/screen-rule.ts';
import { paste, pressKeys } from './press.ts';
import { ConfirmView } from './screens/confirm.tsx';
import { Help } from './screens/help.tsx';
import { QuestionView } from './screens/question.tsx';
import { screenOf } from './screens/screens.ts';
import { TooSmall } from './screens/too-small.tsx';
import { useTerminal } from './terminal-context.ts';
import type { Ui } from './ui.ts';

export interface AppProps {
  hands: Hands;
  source: FrameSource;
  /** Given the way to lend the terminal to another program. */
  onSuspender: (suspend: (borrow: () => Promise<void>) => Promise<void>) => void;
}

/** The console: reads frames and keys, knows the engine by its session alone. */
export function App({ hands, source, onSuspender }: AppProps) {
  const frame = useSyncExternalStore(source.subscribe, source.getFrame);
  const ui = useSyncExternalStore(hands.ui.subscribe, hands.ui.get);
  const { suspendTerminal } = useApp();
  usePaste((text) => paste(hands, text));
  useInput((input, key) => pressKeys(hands, input, key));
  useEffect(() => onSuspender(suspendTerminal), [onSuspender, suspendTerminal]);
  useEnd(frame, ui, hands);
  return <Window frame={frame} ui={ui} hands={hands} />;
}

/** A run that has ended answers the question how to leave it, and lets those go who waited for that. */
function useEnd({ ended }: Frame, ui: Ui, hands: Hands): void {
  const done = ended && ui.stopping !== 'no';
  const isMoot = ended && ui.overlay?.type === 'question';
  useEffect(() => {
    if (done) hands.leave();
  }, [done, hands]);
  useEffect(() => {
    if (isMoot) hands.ui.set((now) => ({ ...now, overlay: undefined }));
  }, [isMoot, hands]);
}

interface WindowProps {
  frame: Frame;
  ui: Ui;
  hands: Hands;
}

function Window({ frame, ui, hands }: WindowProps) {
  const { columns, rows } = useWindowSize();
  const terminal = useTerminal();
  const small = columns < smallest.columns || rows < smallest.rows;
  const { overlay } = ui;
  if (small && overlay?.type === 'question') {
    return <QuestionView question={overlay.question} columns={columns} rows={rows} />;
  }
  if (small && overlay?.type === 'confirm') {
    return <ConfirmView confirm={overlay.confirm} columns={columns} rows={rows} />;
  }
  if (small) return <TooSmall columns={columns} rows={rows} />;
  const { headerRows, bodyRows } = planScreen({ columns, rows });
  // Nothing clips here: every part keeps to the rows and cells it is given, and clipping costs Ink
  // three readings of every cell of a frame.
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header frame={frame} width={columns} rows={headerRows} />
      <Lines lines={[screenRule(ui, frame, columns, terminal)]} width={columns} />
      <Body frame={frame} ui={ui} hands={hands} columns={columns} rows={bodyRows} />
      <BottomLine ui={ui} notice={frame.notice} link={frame.link} width={columns} />
      <Footer bindings={bindingsOf(hands)} hands={hands} width={columns} />
    </Box>
  );
}

function Body({
  frame,
  ui,
  hands,
  columns,
  rows,
}: WindowProps & { columns: number; rows: number }) {
  const { overlay } = ui;
  if (overlay?.type === 'question') {
    return <QuestionView question={overlay.question} columns={columns} rows={rows} />;
  }
  if (overlay?.type === 'confirm') {
    return <ConfirmView confirm={overlay.confirm} columns={columns} rows={rows} />;
  }
  if (overlay?.type === 'help') {
    const { top } = overlay;
    const bindings = bindingsUnder(hands);
    return <Help {...{ bindings, hands, top, columns, rows }} />;
  }
  const { Body: Screen } = screenOf(ui);
  return <Screen frame={frame} hands={hands} columns={columns} rows={rows} />;
}
