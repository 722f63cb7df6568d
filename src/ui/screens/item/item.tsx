import { Lines } from '../../lines.tsx';
import type { Screen, ScreenProps } from '../../screen.ts';

function Item({ columns, rows }: ScreenProps) {
  return <Lines lines={[]} width={columns} rows={rows} />;
}

export const itemScreen: Screen = { title: 'item', bindings: [], Body: Item };
