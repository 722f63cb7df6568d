import type { Issue } from '../cards/criterion.ts';

/** Issues with the same message and the same advice, and where each of them is. */
export interface IssueGroup {
  message: string;
  fix: string | undefined;
  places: Pick<Issue, 'path' | 'expected' | 'found'>[];
}

/** What is wrong in the same way is one group; the largest first, then in the order given. */
export function groupIssues(issues: readonly Issue[]): IssueGroup[] {
  const groups = new Map<string, IssueGroup>();
  for (const { message, fix, ...place } of issues) {
    const key = JSON.stringify([message, fix]);
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { message, fix, places: [place] });
  }
  return [...groups.values()].sort((a, b) => b.places.length - a.places.length);
}
