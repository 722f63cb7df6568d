import type { Ack } from '../engine/commands/command.ts';
import { grouped, plural, quoted } from '../ui/format.ts';
import { cut } from '../ui/sanitise.ts';
import type { Rechecked } from './recheck-outputs.ts';
import { safeJson } from './write-out.ts';

const widest = 300;

/** What a recheck came to: the outputs that do not pass, how many there were, how many were known. */
export interface Found {
  open: Rechecked[];
  count: number;
  known: number;
}

/** The last line for a person: the numbers, and what to do next. `acks` is empty when nothing was re-queued. */
export function conclusion(
  root: string,
  { count, known, open }: Found,
  { failed, acks }: { failed: readonly Rechecked[]; acks: ReadonlyMap<string, Ack> },
): string {
  const earlier = known === 0 ? '' : ` (${grouped(known)} known from before)`;
  const unchecked = open.length - failed.length;
  const parts = [
    `${grouped(count - open.length)} pass`,
    `${grouped(failed.length)} fail`,
    ...(unchecked > 0 ? [`${grouped(unchecked)} could not be checked`] : []),
  ];
  const put = [...acks.values()].filter(({ ok }) => ok).length;
  const next =
    acks.size > 0
      ? `; ${grouped(put)} put aside, ai-factory run ${quoted(root)} makes them anew`
      : failed.length > 0
        ? `; ai-factory recheck ${quoted(root)} --requeue has them made anew`
        : '';
  return `${plural(count, 'accepted output')}${earlier}: ${parts.join(', ')}${next}`;
}

/** An output for a program, with what came of its re-queueing; no terminal obeys it. */
export function asJson({ item, verdict, known, failing, unchecked }: Rechecked, ack?: Ack): string {
  const requeued = ack && {
    requeued: ack.ok,
    ...(ack.ok ? {} : { reason: ack.reason }),
  };
  return safeJson(JSON.stringify({ item, verdict, known, failing, unchecked, ...requeued }));
}

/** An output that does not pass, for a person. */
export function asText({ item, verdict, failing }: Rechecked): string[] {
  const lines = [
    `${verdict === 'fail' ? 'FAIL' : 'not checked'}  ${item}`,
    ...failing.map(
      ({ criterion, message, count }) =>
        `  ${criterion}: ${message}${count > 1 ? ` (and ${count - 1} more)` : ''}`,
    ),
  ];
  return lines.map((line) => cut(line, widest));
}
