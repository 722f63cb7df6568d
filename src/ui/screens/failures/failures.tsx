import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';

function Failures({ columns, rows }: ScreenProps) {
  return <Lines lines={[]} width={columns} rows={rows} />;
}

export const failuresScreen: Screen = { title: 'failures', bindings: [], Body: Failures };
