import type { Binding } from '../binding.ts';
import type { Hands } from '../hands.ts';
import type { Line } from '../line.ts';
import { Lines } from '../lines.tsx';
import { titleRule } from '../panes/rule.ts';
import { useTerminal } from '../terminal-context.ts';
import type { Question } from '../ui.ts';

/** A question in place of the screen: the answer in focus is marked, the first one is the safe one. */
export function QuestionView({
  question,
  columns,
  rows,
}: {
  question: Question;
  columns: number;
  rows: number;
}) {
  const terminal = useTerminal();
  const answers = question.answers.map(({ label, detail }, index): Line => {
    const picked = index === question.choice;
    return [
      { text: picked ? `  ${terminal.glyphs.pick} ` : '    ', tone: 'accent' },
      { text: label.padEnd(18), tone: picked ? 'strong' : 'plain' },
      { text: detail, tone: 'quiet' },
    ];
  });
  const lines: Line[] = [titleRule(question.title, columns, terminal), ...question.about, []];
  return <Lines lines={[...lines, ...answers]} width={columns} rows={rows} />;
}

function asked({ ui }: Hands): Question | undefined {
  const { overlay } = ui.get();
  return overlay?.type === 'question' ? overlay.question : undefined;
}

const choose = (step: 1 | -1) => (hands: Hands) => {
  const question = asked(hands);
  if (!question) return;
  const of = question.answers.length;
  const choice = (question.choice + step + of) % of;
  hands.ui.set((ui) => ({
    ...ui,
    overlay: { type: 'question', question: { ...question, choice } },
  }));
};

function answer(hands: Hands, choice: number | undefined): void {
  const question = asked(hands);
  hands.ui.set((ui) => ({ ...ui, overlay: undefined }));
  if (choice !== undefined) question?.answers[choice]?.run();
}

/** The keys of a question. */
export const questionBindings: readonly Binding[] = [
  {
    action: 'next-answer',
    keys: ['j', 'down', 'tab'],
    shown: 'j',
    label: 'next',
    help: 'next answer',
    press: choose(1),
  },
  {
    action: 'previous-answer',
    keys: ['k', 'up', 'shift-tab'],
    shown: 'k',
    label: 'previous',
    help: 'previous answer',
    press: choose(-1),
  },
  {
    action: 'choose',
    keys: ['enter'],
    shown: 'enter',
    label: 'choose',
    help: 'take it',
    press: (hands) => answer(hands, asked(hands)?.choice),
    alone: true,
  },
  {
    action: 'dismiss',
    keys: ['esc', 'q'],
    shown: 'esc',
    label: 'back',
    help: 'go back',
    press: (hands) => answer(hands, undefined),
  },
  {
    action: 'urgent',
    keys: ['ctrl-c'],
    shown: 'ctrl-c',
    label: (hands) => asked(hands)?.answers[asked(hands)?.urgent ?? -1]?.label ?? 'back',
    help: 'the most urgent answer',
    press: (hands) => answer(hands, asked(hands)?.urgent),
  },
];
