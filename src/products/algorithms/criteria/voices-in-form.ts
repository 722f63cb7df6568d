import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member } from './json-value.ts';
import { flavoursOf, type Part } from './lesson-parts.ts';

/** In words; wider than the style guide asks, so that only what is out of all form fails. */
const bounds = {
  headline: { least: 2, most: 14 },
  explanation: { least: 30, most: 200 },
  keyInsight: { least: 4, most: 40 },
};

/** Each voice has a headline, an explanation and an insight of the length of one, and no two are the same. */
export const voicesInForm: Criterion<Problem> = {
  id: 'voices-in-form',
  title: 'Explanations have their length',
  weight: 1,
  explanation:
    'A headline is read at a glance, an explanation in a minute, an insight is remembered.',
  fixHint: 'Headline: up to ten words; explanation: 60 to 120; key insight: one sentence.',
  check(artefact) {
    const voices = flavoursOf(artefact);
    if (voices.length === 0) return nothingToCheck('explanation');
    return voices.flatMap((voice) => [
      ...Object.entries(bounds).flatMap(([key, bound]) => lengthIssues(voice, key, bound)),
      ...repeated(voice),
    ]);
  },
};

function lengthIssues(
  { path, value }: Part<Json>,
  key: string,
  { least, most }: { least: number; most: number },
): Issue[] {
  const text = asText(member(value, key));
  if (text === undefined || text.trim() === '') return [];
  const words = text.trim().split(/\s+/, most + 2).length;
  if (words >= least && words <= most) return [];
  const message =
    words < least ? 'This is too short for its place.' : 'This is too long for its place.';
  const found = words > most ? `more than ${most}` : String(words);
  return [{ path: `${path}.${key}`, message, expected: `${least} to ${most} words`, found }];
}

function repeated({ path, value }: Part<Json>): Issue[] {
  const headline = asText(member(value, 'headline'))?.trim().toLowerCase();
  const insight = asText(member(value, 'keyInsight'))?.trim().toLowerCase();
  if (!headline || headline.replace(/\W+$/, '') !== insight?.replace(/\W+$/, '')) return [];
  return [{ path: `${path}.keyInsight`, message: 'The key insight only repeats the headline.' }];
}
