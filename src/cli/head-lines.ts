import type { CatalogueItem } from '../engine/product.ts';
import type { FactoryState } from '../engine/state/state.ts';
import { plural } from '../ui/format.ts';
import { cut } from '../ui/sanitise.ts';
import type { Content } from './open-content.ts';
import type { Provider } from './provider.ts';

/** The first lines of a headless run: what runs where, against what, and what is skipped. */
export function headLines(
  { run, items, notices }: FactoryState,
  about: {
    content: Content;
    provider: Provider;
    requested: readonly CatalogueItem[];
    acceptedBefore: ReadonlySet<string>;
    dryRun: boolean;
  },
): string {
  const { content, provider, requested, acceptedBefore, dryRun } = about;
  const daily = run.dailyUsd === null ? '' : `, $${run.dailyUsd} a day (${run.timeZone})`;
  const budget = `${run.budgetUsd === null ? 'no budget' : `budget $${run.budgetUsd}`}${daily}`;
  const isIn = (status: string) => requested.filter(({ id }) => items.get(id)?.status === status);
  const accepted = isIn('accepted').length + acceptedBefore.size;
  const escalated = isIn('escalated').length;
  const lines = [
    `${provider.rehearsal ? 'REHEARSAL (no model is called, no money is spent): ' : ''}${content.product.name} in ${content.paths.root}`,
    `${requested.length} of ${run.total} items, ${run.workers} workers, ${budget}, API ${provider.baseUrl}`,
    ...(dryRun ? ['Dry run: nothing will be written.'] : []),
    ...(accepted > 0 ? [`skipping ${plural(accepted, 'item')} accepted earlier`] : []),
    ...(escalated > 0
      ? [`skipping ${plural(escalated, 'item')} that wait for a person (--only ID tries one again)`]
      : []),
    ...notices.slice(-3).map(({ level, message }) => `${level}: ${message}`),
  ];
  return lines.map((line) => `${cut(line, 400)}\n`).join('');
}
