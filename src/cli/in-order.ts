/**
 * Works on what comes, up to `width` at once, and gives the results in the order in which it came. An
 * error ends it; what is under way then is left to itself.
 */
export async function* inOrder<In, Out>(
  source: AsyncIterable<In> | Iterable<In>,
  width: number,
  work: (one: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const begun: Promise<Out>[] = [];
  for await (const one of source) {
    const result = work(one);
    // Whoever takes it hears of its failure; until then that must not end the process.
    result.catch(() => {});
    begun.push(result);
    const oldest = begun.length >= width ? begun.shift() : undefined;
    if (oldest) yield await oldest;
  }
  for (const result of begun) yield await result;
}
