const classAt = /\b[OΘ]\s?\(((?:[^()]|\([^()]{0,60}\)){1,80})\)/g;

/** The complexity classes that a text names, each in one spelling: `n^2` for O(n²), `n*k` for O(n · k). */
export function classesIn(text: string): { name: string; at: number; length: number }[] {
  return [...text.matchAll(classAt)].map((match) => ({
    name: spelled(match[1] ?? ''),
    at: match.index,
    length: match[0].length,
  }));
}

function spelled(inside: string): string {
  return inside
    .replaceAll('²', '^2')
    .replaceAll('³', '^3')
    .replaceAll('ⁿ', '^n')
    .replace(/\blg\b/g, 'log')
    .replace(/\s*[·×]\s*/g, '*')
    .replace(/[\s*]/g, '')
    .toLowerCase();
}

/** The costs that a text states outright: "O(n) time", "memory is O(1)"; not those it only mentions. */
export function statedCosts(text: string): { time: string[]; space: string[] } {
  const stated: { time: string[]; space: string[] } = { time: [], space: [] };
  for (const { name, at, length } of classesIn(text)) {
    const after = text.slice(at + length, at + length + 40);
    const before = text.slice(Math.max(0, at - 40), at);
    const [, kind] =
      /^ (?:(?:extra|additional|expected|amortised|auxiliary|total|running) )?(time|space|memory)\b/.exec(
        after,
      ) ??
      /\b(time|space|memory)(?: complexity)?(?: is| of|:)?(?: only| in)? $/i.exec(before) ??
      [];
    if (kind === undefined) continue;
    stated[kind.toLowerCase() === 'time' ? 'time' : 'space'].push(name);
  }
  return stated;
}
