import { smallest } from '../layout.ts';
import { Lines } from '../lines.tsx';

/** Says which size there is and which is needed; keys still work. */
export function TooSmall({ columns, rows }: { columns: number; rows: number }) {
  const lines = [
    [{ text: `terminal is ${columns}x${rows}` }],
    [{ text: `needs ${smallest.columns}x${smallest.rows}` }],
    [{ text: 'enlarge it, or q to leave' }],
  ];
  return <Lines lines={lines} width={columns} rows={rows} />;
}
