import { z } from 'zod';
import { readPlainFile } from '../files/plain-file.ts';
import type { CatalogueItem } from '../product.ts';
import { errorCode, UserError } from '../user-error.ts';
import { isJsonLines, type Row, readRows, sealedRows } from './catalogue-rows.ts';
import { sealFor } from './catalogue-seal.ts';
import { describeFault } from './located-json.ts';

/** A hundred thousand items of four kilobytes. */
const largestBytes = 400_000_000;
/** What is smaller is read in a tenth of a second anyhow. */
const leastSealed = 2_000_000;
const maxFaultsShown = 20;
const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const isSafeEverywhere = (id: string) =>
  !reservedNames.test(id) && !id.includes('..') && !id.endsWith('.');

const idSchema = z
  .string()
  .regex(safeName, {
    error: 'expected an id that is a safe file name: 1 to 100 letters, digits, ".", "_" or "-"',
  })
  .refine(isSafeEverywhere, { error: 'expected an id that is a safe file name on every system' });

/** What the factory asks of any row. Made once: a schema costs far more to make than to use. */
const rowSchema = z.looseObject({ id: idSchema });

/**
 * Reads a whole catalogue: JSON Lines, a JSON array or CSV, by the file's ending. It loads all or
 * nothing: any bad row, unsafe or duplicate id is a UserError naming file, line, field, expected, found.
 * A large one is sealed in the file `seal`, where that is given, and then read in half of the time.
 */
export async function readCatalogue<Item extends CatalogueItem>(
  file: string,
  itemSchema: z.ZodType<Item>,
  options: { seal?: string } = {},
): Promise<Item[]> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  const isWorthIt = text.length >= leastSealed && isJsonLines(file);
  if (options.seal === undefined || !isWorthIt) return checkedItems(file, itemSchema, text).items;
  const seal = sealFor(options.seal, { text, itemSchema });
  if (await seal.holds()) return sealedRows<Item>(text);
  const { items, areAsTheyStand } = checkedItems(file, itemSchema, text);
  if (areAsTheyStand()) await seal.put();
  return items;
}

async function readText(file: string): Promise<string> {
  try {
    return await readPlainFile(file, largestBytes);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new UserError(
      `${file}: cannot be read (${code}). Expected the catalogue; factory.json names it in "catalogue".`,
    );
  }
}

/**
 * Each row held against the schema; `areAsTheyStand`: whether that has changed nothing in any of them, nor the order of
 * its fields, which prompts repeat.
 */
function checkedItems<Item extends CatalogueItem>(
  file: string,
  itemSchema: z.ZodType<Item>,
  text: string,
): { items: Item[]; areAsTheyStand(): boolean } {
  const faults: string[] = [];
  const items: Item[] = [];
  const firstLine = new Map<string, number>();
  const rows = readRows(file, text, faults);
  for (const row of rows) {
    const item = parseRow(file, row, itemSchema, faults);
    if (!item) continue;
    const key = item.id.toLowerCase();
    const earlier = firstLine.get(key);
    if (earlier === undefined) firstLine.set(key, row.line);
    else
      faults.push(
        `${file}:${row.line}: field id: expected a new id; found "${item.id}" again, first on line ${earlier}`,
      );
    items.push(item);
  }
  if (faults.length === 0 && items.length === 0) {
    throw new UserError(`${file}: expected at least one item, found none.`);
  }
  if (faults.length > 0) throw new UserError(faultList(file, faults));
  return {
    items,
    areAsTheyStand: () =>
      rows.every(({ value }, at) => JSON.stringify(value) === JSON.stringify(items[at])),
  };
}

function parseRow<Item extends CatalogueItem>(
  file: string,
  row: Row,
  itemSchema: z.ZodType<Item>,
  faults: string[],
): Item | undefined {
  const parsed = itemSchema.safeParse(row.value);
  if (parsed.success && safeName.test(parsed.data.id) && isSafeEverywhere(parsed.data.id)) {
    return parsed.data;
  }
  const at = `${file}:${row.line}`;
  const withId = rowSchema.safeParse(parsed.success ? parsed.data : row.value);
  const issues = [...(withId.error?.issues ?? []), ...(parsed.error?.issues ?? [])];
  const seen = new Set<string>();
  for (const issue of issues) {
    const path = issue.path.join('.');
    if (!seen.has(path)) faults.push(describeFault(at, issue, row.value));
    seen.add(path);
  }
  return undefined;
}

function faultList(file: string, faults: string[]): string {
  const more = faults.length - maxFaultsShown;
  return [
    ...faults.slice(0, maxFaultsShown),
    ...(more > 0 ? [`… and ${more} more`] : []),
    `${file}: nothing was loaded. Correct these rows and start again.`,
  ].join('\n');
}
