import { memo } from 'react';
import type { RunState } from '../../engine/state.ts';
import { type Binding, labelOf } from '../keymap.ts';
import { type Field, fitFields } from '../line.ts';
import { Lines } from '../lines.tsx';

/** The keys of the moment; those that would be refused are dimmed. The last ones stay longest. */
export const Footer = memo(function Footer({
  bindings,
  run,
  width,
}: {
  bindings: readonly Binding[];
  run: RunState;
  width: number;
}) {
  const fields = bindings
    .filter(({ quiet }) => !quiet)
    .map((binding, index, all): Field => {
      const refused = binding.refused?.(run) !== undefined;
      return {
        rank: all.length - index <= 2 ? 0 : index,
        line: [
          { text: binding.shown, tone: refused ? 'quiet' : 'accent' },
          { text: ` ${labelOf(binding, run)}`, tone: 'quiet' },
        ],
      };
    });
  const line = fitFields(fields, width - 2, [{ text: '  ' }]);
  return <Lines lines={[[{ text: ' ' }, ...line]]} width={width} />;
});
