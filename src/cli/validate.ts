import { basename } from 'node:path';
import { type ReportCard, unreadableCard } from '../engine/cards/report-card.ts';
import { tolerate, tolerateUnknownItem } from '../engine/cards/unchecked.ts';
import { readOutputFile } from '../engine/files/output-file.ts';
import type { Product } from '../engine/product.ts';
import { errorMessage } from '../engine/user-error.ts';
import type { Validator } from '../engine/validator/validator.ts';
import { plural } from '../ui/format.ts';
import { cardJson, cardLines, cardsHead, leftToRuns } from './card-lines.ts';
import { exitCodes } from './exit-code.ts';
import { inOrder } from './in-order.ts';
import { openValidator } from './open-validator.ts';
import { type FoundFile, outputFiles } from './output-files.ts';
import { findRules, type Rules } from './validate-rules.ts';

/** More than are judged at once, so that the validator never waits for a file to be read. */
const ahead = 4;

/**
 * Judges files and folders of files; exit code 2 unless all pass. Without a catalogue what needs one
 * cannot be checked, which is said, and fails nothing.
 */
export async function validate(
  named: string[],
  flags: { content?: string; product?: string; json?: boolean },
): Promise<number> {
  const rules = await findRules(undefined, flags);
  const isTable = !flags.json && process.stdout.isTTY === true;
  const tally = { pass: 0, fail: 0, 'not-checked': 0 };
  const validator = openValidator({
    product: rules.product.name,
    prove: rules.prove,
    onDeath: (reason) => process.stderr.write(`${reason}\n`),
  });
  try {
    const cards = inOrder(outputFiles(named), ahead, (found) => judge(found, rules, validator));
    for await (const { file, card } of cards) {
      const head = isTable && total(tally) === 0 ? [cardsHead] : [];
      tally[card.verdict] += 1;
      write(isTable ? [...head, ...cardLines(file, card)] : [cardJson(file, card)]);
    }
  } finally {
    await validator.close();
  }
  if (isTable) {
    const { pass, fail, 'not-checked': open } = tally;
    write([
      `${plural(total(tally), 'file')}: ${pass} pass, ${fail} fail, ${open} not checked${leftToRuns(rules.judged)}`,
    ]);
  }
  return tally.pass === total(tally) ? exitCodes.ok : exitCodes.incomplete;
}

function total(tally: Record<ReportCard['verdict'], number>): number {
  return tally.pass + tally.fail + tally['not-checked'];
}

function write(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function judge(
  { path: file, fault }: FoundFile,
  { product, items, policy }: Rules,
  validator: Validator,
): Promise<{ file: string; card: ReportCard }> {
  const read: Awaited<ReturnType<typeof readOutputFile>> =
    fault === undefined ? await readOutputFile(file) : { type: 'unreadable', reason: fault };
  if (read.type === 'unreadable') return { file, card: unreadableCard('fail', read.reason) };
  const { text } = read;
  // The name first: an output that lies under another item's name is wrong there.
  const item = items?.get(basename(file, '.json')) ?? items?.get(idSaidBy(text, product) ?? '');
  const signal = new AbortController().signal;
  const card = await validator.judge(text, { item, signal }).catch((error: unknown) => {
    return unreadableCard('not-checked', errorMessage(error));
  });
  const ruled = tolerate(card, policy);
  return { file, card: items ? ruled : tolerateUnknownItem(ruled) };
}

function idSaidBy(text: string, product: Product): string | undefined {
  try {
    return product.itemIdOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
