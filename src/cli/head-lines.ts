import type { CatalogueItem } from '../engine/product.ts';
import type { FactoryState } from '../engine/state.ts';
import { cut } from '../ui/sanitise.ts';
import type { Content } from './open-content.ts';
import type { Provider } from './provider.ts';

/** The first lines of a headless run: what runs where, against what, and what is skipped. */
export function headLines(
  { run, notices }: FactoryState,
  about: {
    content: Content;
    provider: Provider;
    requested: readonly CatalogueItem[];
    acceptedBefore: ReadonlySet<string>;
    dryRun: boolean;
  },
): string {
  const { content, provider, requested, acceptedBefore, dryRun } = about;
  const budget = run.budgetUsd === null ? 'no budget' : `budget $${run.budgetUsd}`;
  const skipped = run.skipped + acceptedBefore.size;
  const lines = [
    `${provider.rehearsal ? 'REHEARSAL (no model is called, no money is spent): ' : ''}${content.product.name} in ${content.paths.root}`,
    `${requested.length} of ${run.total} items, ${run.workers} workers, ${budget}, API ${provider.baseUrl}`,
    ...(dryRun ? ['Dry run: nothing will be written.'] : []),
    ...(skipped > 0 ? [`skipping ${skipped} that were settled earlier`] : []),
    ...notices.slice(-3).map(({ level, message }) => `${level}: ${message}`),
  ];
  return lines.map((line) => `${cut(line, 400)}\n`).join('');
}
