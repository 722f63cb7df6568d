import type { Summary } from '../../engine/state/summary.ts';
import { isOverBudget, usdRange } from '../forecast-words.ts';
import {
  formatDuration,
  formatShare,
  formatTokens,
  formatUsd,
  grouped,
  plural,
} from '../format.ts';
import type { Field, Tone } from '../line.ts';

const field = (rank: number, text: string, label: string, tone: Tone = 'plain'): Field => ({
  rank,
  line: [
    { text, tone },
    { text: label, tone: 'quiet' },
  ],
});

/** Where the items stand, and what waits for a person; accepted stays accepted, whatever waits to be published. */
export function itemFields({ items, approvals, request }: Summary): Field[] {
  const { waiting, toPublish } = approvals;
  const { begun, tries } = request;
  const asked = waiting === 1 ? ' approval waits' : ' approvals wait';
  return [
    ...(waiting > 0 ? [field(0, grouped(waiting), asked, 'warn')] : []),
    ...(tries === null ? [] : [field(5, `${grouped(begun)} of ${grouped(tries)}`, ' tries')]),
    field(1, grouped(items.accepted), ' accepted', 'good'),
    ...(toPublish > 0 ? [field(4, grouped(toPublish), ' to publish', 'warn')] : []),
    field(2, grouped(items.escalated), ' escalated', items.escalated > 0 ? 'bad' : 'plain'),
    items.parked > 0
      ? field(5, grouped(items.parked), ' parked', 'warn')
      : field(7, '0', ' parked'),
    field(3, grouped(items.working), ' working'),
    field(6, grouped(items.waiting), ' waiting'),
  ];
}

/** What it costs; of a rehearsal the dollars are play money, and it says so. What is not known yet is left out. */
export function moneyFields(summary: Summary): Field[] {
  const { money, tokens, provider, run, forecast } = summary;
  const { runSpentUsd, spentUsd, budgetUsd, perAcceptedUsd, unknownCostCalls } = money;
  const isLive = run.state === 'running' || run.state === 'paused';
  const read = tokens.cacheRead + tokens.cacheWrite + tokens.input;
  const budget = budgetUsd === null ? ' spent' : ` of ${formatUsd(budgetUsd)}`;
  const near = budgetUsd !== null && runSpentUsd > 0.9 * budgetUsd;
  const fields = [field(1, formatUsd(runSpentUsd), budget, near ? 'bad' : 'strong')];
  if (isLive && forecast !== null) {
    const tone = isOverBudget(summary) ? 'warn' : 'plain';
    fields.push(field(3, usdRange(forecast.endUsd), ' at the end', tone));
  }
  // What follows speaks of the whole directory: so does this, where earlier runs make a difference.
  if (spentUsd !== runSpentUsd) fields.push(field(3, formatUsd(spentUsd), ' in all'));
  if (provider.rehearsal) fields.unshift({ rank: 0, line: [{ text: 'rehearsal', tone: 'warn' }] });
  if (unknownCostCalls > 0) {
    fields.push(field(5, `+${plural(unknownCostCalls, 'call')}`, ' of unknown cost', 'warn'));
  }
  if (perAcceptedUsd !== null) fields.push(field(2, formatUsd(perAcceptedUsd), '/accepted'));
  if (read > 0) {
    const cached = ` tokens ${formatShare(tokens.cacheRead / read)} cached`;
    fields.push(field(6, formatTokens(read + tokens.output), cached));
  }
  return fields;
}

/** How fast it goes, now and over the run (`trend`), and how good it is, as far as that is known. */
export function rateFields(
  { throughput, quality, run, forecast }: Summary,
  trend: string,
): Field[] {
  const { perHour } = throughput;
  const live = run.state === 'running' || run.state === 'paused';
  const fields: Field[] = [];
  if (perHour !== null) fields.push(field(4, grouped(Math.round(perHour)), '/h'));
  if (trend !== '') fields.push({ rank: 9, line: [{ text: trend, tone: 'accent' }] });
  if (!live && run.activeMs > 0) fields.push(field(3, formatDuration(run.activeMs), ' run'));
  if (live && forecast?.restMs) {
    fields.push({
      rank: 3,
      line: [
        { text: 'ETA ', tone: 'quiet' },
        { text: `~${formatDuration(forecast.restMs.likely)}` },
      ],
    });
  }
  if (quality.firstPassRate !== null) {
    fields.push(field(7, formatShare(quality.firstPassRate), ' first pass'));
  }
  if (quality.finalRate !== null) fields.push(field(8, formatShare(quality.finalRate), ' final'));
  return fields;
}
