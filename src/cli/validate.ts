import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { contentPaths } from '../engine/paths.ts';
import type { CatalogueItem, Product } from '../engine/product.ts';
import { issueCard, type ReportCard } from '../engine/report-card.ts';
import { errorCode, UserError } from '../engine/user-error.ts';
import { findProduct } from '../products/registry.ts';
import { cut } from '../ui/sanitise.ts';
import { contentDir } from './content-dir.ts';
import { exitCodes } from './exit-code.ts';
import { openContent } from './open-content.ts';
import { safeJson } from './write-out.ts';

interface Judges {
  product: Product;
  /** Empty when there is no content directory: what needs the catalogue is then not checked. */
  items: ReadonlyMap<string, CatalogueItem>;
}

/**
 * Judges files one by one; exit code 2 unless all pass. Without a catalogue what needs one cannot be
 * checked, which is said, and fails nothing.
 */
export async function validate(
  files: string[],
  flags: { content?: string; product?: string; json?: boolean },
): Promise<number> {
  const judges = await findJudges(flags);
  let failed = false;
  for (const file of files) {
    const card = await judgeFile(file, judges);
    const isKnown = judges.items.size > 0;
    failed ||= card.verdict === 'fail' || (isKnown && card.verdict === 'not-checked');
    const text = flags.json ? safeJson(JSON.stringify(asJson(file, card))) : asText(file, card);
    process.stdout.write(`${text}\n`);
  }
  return failed ? exitCodes.incomplete : exitCodes.ok;
}

async function findJudges(flags: { content?: string; product?: string }): Promise<Judges> {
  const dir = contentDir(undefined, flags.content);
  const isContent = existsSync(contentPaths(dir).factory);
  if (!isContent && flags.content === undefined) {
    return { product: findProduct(flags.product ?? 'algorithms').product, items: new Map() };
  }
  const content = await openContent(dir);
  if (flags.product !== undefined && flags.product !== content.config.product) {
    return { product: findProduct(flags.product).product, items: new Map() };
  }
  const items = new Map(content.catalogue.map((item) => [item.id, item]));
  return { product: content.product, items };
}

async function judgeFile(file: string, { product, items }: Judges): Promise<ReportCard> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new UserError(`${file}: cannot be read (${code}). Expected an output file.`);
  });
  // The name first: an output that lies under another item's name is wrong there.
  const item = items.get(basename(file, '.json')) ?? items.get(idSaidBy(text, product) ?? '');
  return issueCard(text, product, { item, signal: new AbortController().signal });
}

function idSaidBy(text: string, product: Product): string | undefined {
  try {
    return product.itemIdOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asJson(file: string, { verdict, criteria }: ReportCard): object {
  return {
    file,
    verdict,
    criteria: criteria.map(({ id, status, issues, reason }) => ({
      id,
      status,
      ...(reason === undefined ? {} : { reason }),
      issues: issues.map(({ path, message, expected, found, fix }) => ({
        path,
        message,
        expected,
        found,
        fix,
      })),
    })),
  };
}

function asText(file: string, { verdict, criteria }: ReportCard): string {
  const notPassed = criteria.filter(({ status }) => status !== 'pass');
  const passed = criteria.length - notPassed.length;
  const lines = notPassed.flatMap(({ id, status, issues, reason }) => [
    `  ${status === 'fail' ? 'FAIL' : 'not checked'}  ${id}${reason === undefined ? '' : `: ${reason}`}`,
    ...issues.map(
      ({ path, message, expected, found }) =>
        `    ${path}: ${message}${expected === undefined ? '' : `; expected ${expected}`}${found === undefined ? '' : `; found ${found}`}`,
    ),
  ]);
  const head = `${verdict.toUpperCase()}  ${file}  ${passed} of ${criteria.length} criteria hold`;
  return [head, ...lines].map((line) => cut(line, 300)).join('\n');
}
