import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';

function Money({ columns, rows }: ScreenProps) {
  return <Lines lines={[]} width={columns} rows={rows} />;
}

export const moneyScreen: Screen = { title: 'money', bindings: [], Body: Money };
