/** A run of lines that differs: `before[beforeFrom, beforeTo)` became `after[afterFrom, afterTo)`. */
export interface Hunk {
  beforeFrom: number;
  beforeTo: number;
  afterFrom: number;
  afterTo: number;
}

interface Pair {
  before: number;
  after: number;
}

/** Differences in ascending order, anchored on lines that occur once in both (a patience diff). */
export function diffLines(before: readonly string[], after: readonly string[]): Hunk[] {
  return diffWithin(before, after, {
    beforeFrom: 0,
    beforeTo: before.length,
    afterFrom: 0,
    afterTo: after.length,
  });
}

function diffWithin(before: readonly string[], after: readonly string[], whole: Hunk): Hunk[] {
  const hunk = trimmed(before, after, whole);
  const isEmpty = hunk.beforeFrom === hunk.beforeTo && hunk.afterFrom === hunk.afterTo;
  if (isEmpty) return [];
  const anchors = longestAscending(uniquePairs(before, after, hunk));
  if (anchors.length === 0) return [hunk];
  const hunks: Hunk[] = [];
  let from: Pair = { before: hunk.beforeFrom, after: hunk.afterFrom };
  for (const to of [...anchors, { before: hunk.beforeTo, after: hunk.afterTo }]) {
    const gap = {
      beforeFrom: from.before,
      beforeTo: to.before,
      afterFrom: from.after,
      afterTo: to.after,
    };
    hunks.push(...diffWithin(before, after, gap));
    from = { before: to.before + 1, after: to.after + 1 };
  }
  return hunks;
}

function trimmed(before: readonly string[], after: readonly string[], hunk: Hunk): Hunk {
  let { beforeFrom, beforeTo, afterFrom, afterTo } = hunk;
  while (beforeFrom < beforeTo && afterFrom < afterTo && before[beforeFrom] === after[afterFrom]) {
    beforeFrom += 1;
    afterFrom += 1;
  }
  while (
    beforeFrom < beforeTo &&
    afterFrom < afterTo &&
    before[beforeTo - 1] === after[afterTo - 1]
  ) {
    beforeTo -= 1;
    afterTo -= 1;
  }
  return { beforeFrom, beforeTo, afterFrom, afterTo };
}

function uniquePairs(before: readonly string[], after: readonly string[], hunk: Hunk): Pair[] {
  const inBefore = uniqueLines(before, hunk.beforeFrom, hunk.beforeTo);
  const inAfter = uniqueLines(after, hunk.afterFrom, hunk.afterTo);
  const pairs: Pair[] = [];
  for (const [line, index] of inBefore) {
    const match = inAfter.get(line);
    if (match !== undefined) pairs.push({ before: index, after: match });
  }
  return pairs.sort((a, b) => a.before - b.before);
}

function uniqueLines(lines: readonly string[], from: number, to: number): Map<string, number> {
  const found = new Map<string, number>();
  const repeated = new Set<string>();
  for (let index = from; index < to; index += 1) {
    const line = lines[index] ?? '';
    if (found.has(line)) repeated.add(line);
    found.set(line, index);
  }
  for (const line of repeated) found.delete(line);
  return found;
}

/** The longest run of pairs that ascends on both sides: patience sorting with back links. */
function longestAscending(pairs: readonly Pair[]): Pair[] {
  interface Node {
    pair: Pair;
    previous: Node | undefined;
  }
  const piles: Node[] = [];
  for (const pair of pairs) {
    const at = piles.findIndex((top) => top.pair.after > pair.after);
    const pile = at === -1 ? piles.length : at;
    piles[pile] = { pair, previous: piles[pile - 1] };
  }
  const run: Pair[] = [];
  for (let node = piles.at(-1); node; node = node.previous) run.unshift(node.pair);
  return run;
}
