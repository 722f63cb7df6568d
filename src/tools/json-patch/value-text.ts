/** A value this long has its parts on lines of their own. */
const ROW_CHARS = 1_000;

/** JSON in one row; what is longer than a row can well be is broken, each part a row where it fits. */
export function valueText(value: unknown, indent: string): string {
  const row = JSON.stringify(value);
  if (row.length <= ROW_CHARS || typeof value !== 'object' || value === null) return row;
  const inner = `${indent}  `;
  const rows = Array.isArray(value)
    ? value.map((child) => inner + valueText(child, inner))
    : Object.entries(value).map(
        ([key, child]) => `${inner}${JSON.stringify(key)}: ${valueText(child, inner)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${rows.join(',\n')}\n${indent}${close}`;
}
