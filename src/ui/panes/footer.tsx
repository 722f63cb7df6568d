import { type Binding, labelOf } from '../binding.ts';
import type { Hands } from '../hands.ts';
import { type Field, fitFields } from '../line.ts';
import { Lines } from '../lines.tsx';

/** The keys of the moment; those that would be refused are dimmed. Help and the way out stay longest. */
export function Footer({
  bindings,
  hands,
  width,
}: {
  bindings: readonly Binding[];
  hands: Hands;
  width: number;
}) {
  const fields = bindings
    .filter(({ quiet }) => !quiet)
    .map((binding, index): Field => {
      const refused = binding.refused?.(hands) !== undefined;
      return {
        rank: staysLongest.has(binding.action) ? 0 : index + 1,
        line: [
          { text: binding.shown, tone: refused ? 'quiet' : 'accent' },
          { text: ` ${labelOf(binding, hands)}`, tone: 'quiet' },
        ],
      };
    });
  const line = fitFields(fields, width - 2, [{ text: '  ' }]);
  return <Lines lines={[[{ text: ' ' }, ...line]]} width={width} />;
}

const staysLongest = new Set(['help', 'leave', 'dismiss', 'close-help', 'cancel']);
