import { budgetFaults } from './money-laws.ts';
import type { Disk, Line } from './read-disk.ts';

/** What has to hold at any moment, also right after a kill: each fault in words. */
export function momentFaults(disk: Disk): string[] {
  const { journal, accepted } = disk;
  const lost = [...lastAccepted(journal)]
    .filter(([item, sha256]) => accepted.get(item) !== sha256)
    .map(([item]) => `${item} was accepted, and its file is not there with those bytes`);
  return [...disk.faults, ...lost, ...budgetFaults(journal), ...paidAfterAcceptance(journal)];
}

/** Unfinished writes, the lock and its claims, the socket. A lock's own beginning may be half a minute old. */
const isLitter = /\.tmp$|\.engine\/(lock$|lock\.claim|socket)/;

/** What has to hold besides once a run has come to its end. */
export function endFaults(disk: Disk): string[] {
  const { journal, accepted, published } = disk;
  const known = lastAccepted(journal);
  const faults = disk.torn === '' ? [] : [`the journal ends in half a line: ${disk.torn}`];
  for (const item of accepted.keys()) {
    if (!known.has(item)) faults.push(`accepted/${item}.json is there, and no event says so`);
  }
  for (const [item, sha256] of published) {
    if (accepted.get(item) !== sha256)
      faults.push(`published/${item}.json is not what was accepted`);
  }
  const unknown = new Set(
    journal.filter(({ outcome }) => outcome === 'unknown').map(({ item }) => item),
  );
  for (const item of accepted.keys()) {
    if (!published.has(item) && !unknown.has(item)) faults.push(`${item} was never published`);
  }
  const litter = disk.paths.filter((path) => isLitter.test(path));
  faults.push(...litter.map((path) => `${path} was left behind`));
  const ends = journal.filter(({ type }) => type === 'run.ended').length;
  if (journal.filter(({ type }) => type === 'run.started').length > ends) {
    faults.push('a run has no end on record');
  }
  return [...faults, ...actionFaults(journal), ...turnFaults(journal), ...replyFaults(disk)];
}

/** Item to hash, of those whose acceptance was not taken back. */
export function lastAccepted(journal: readonly Line[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { type, item = '', sha256 } of journal) {
    if (type === 'item.accepted') known.set(item, String(sha256));
    if (type === 'item.released' || type === 'item.reopened') known.delete(item);
  }
  return known;
}

function paidAfterAcceptance(journal: readonly Line[]): string[] {
  const accepted = new Set<string>();
  return journal.flatMap(({ type, item = '', seq }) => {
    if (type === 'item.accepted') accepted.add(item);
    if (type !== 'call.started' || !accepted.has(item)) return [];
    return [`line ${seq}: a call for ${item}, which is accepted`];
  });
}

/** An action that reaches outside happens at most once, and is unknown where a crash fell into it. */
function actionFaults(journal: readonly Line[]): string[] {
  const begun = new Map<unknown, number>();
  const ended = new Map<unknown, number>();
  for (const { type, id } of journal) {
    if (type === 'action.begun') begun.set(id, (begun.get(id) ?? 0) + 1);
    if (type === 'action.ended') ended.set(id, (ended.get(id) ?? 0) + 1);
  }
  return [...begun].flatMap(([id, times]) => [
    ...(times > 1 ? [`action ${id} was begun ${times} times`] : []),
    ...(ended.has(id) ? [] : [`action ${id} was begun, and nothing says how it ended`]),
  ]);
}

/** The same turn is paid for again only where a crash fell in between. */
function turnFaults(journal: readonly Line[]): string[] {
  let start = 0;
  const settledIn = new Map<string, number>();
  return journal.flatMap(({ type, item, attempt, turn, purpose, seq }) => {
    if (type === 'run.started') start = seq;
    if (type !== 'call.settled') return [];
    const judged = purpose === 'judge' ? ', judged' : '';
    const turnOf = `${item}/${attempt}/${turn}${judged}`;
    const isAgain = settledIn.get(turnOf) === start;
    settledIn.set(turnOf, start);
    return isAgain ? [`line ${seq}: ${turnOf} was paid for twice by one engine`] : [];
  });
}

/** Every reply of a conversation is one that the journal has a price of. */
function replyFaults({ journal, replies }: Disk): string[] {
  const settled = new Set(journal.map(({ requestId }) => requestId));
  return replies
    .filter(({ requestId }) => !settled.has(requestId as string))
    .map(({ item, requestId }) => `${item}: reply ${requestId} is in no line of the journal`);
}
