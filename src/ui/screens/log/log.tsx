import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';

function Log({ columns, rows }: ScreenProps) {
  return <Lines lines={[]} width={columns} rows={rows} />;
}

export const logScreen: Screen = { title: 'log', bindings: [], Body: Log };
