import type { Tagged } from '../../../sandbox/tagged.ts';

const shownItems = 40;

/** A result as one would write it down; long lists are cut. */
export function resultText(value: Tagged): string {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'float':
      return String(value.value);
    case 'integer':
      return value.digits;
    case 'nan':
      return 'NaN';
    case 'infinity':
      return value.negative ? '-Infinity' : 'Infinity';
    case 'text':
      return JSON.stringify(value.value.slice(0, 200));
    case 'list':
      return `[${itemsText(value.items)}]`;
    case 'set':
      return `a set of ${itemsText(value.items)}`;
    case 'map':
      return `{${value.entries
        .slice(0, shownItems)
        .map(([key, item]) => `${resultText(key)}: ${resultText(item)}`)
        .join(', ')}}`;
    default:
      return value satisfies never;
  }
}

function itemsText(items: readonly Tagged[]): string {
  const shown = items.slice(0, shownItems).map(resultText).join(',');
  return items.length > shownItems ? `${shown},…` : shown;
}
