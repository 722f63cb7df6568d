import type { Json } from '../../../engine/json.ts';
import type { Chapter, Panel, TablePanel } from '../../../engine/playback.ts';
import { asObject, member } from '../criteria/json-value.ts';
import { flavours } from '../item.ts';
import { cellsPanel } from './cells.ts';
import { codePanels } from './code-panels.ts';
import { joined, listOf, textOf } from './lenient.ts';
import { membersOf, valueText } from './value-text.ts';

const maxCases = 50;
const maxStates = 5_000;
const maxVariables = 100;
const maxTags = 20;

/** A chapter for each test case that has steps. */
export function caseChapters(lesson: Json): Chapter[] {
  const name = textOf(member(member(lesson, 'algorithmMeta'), 'signature'), 'name');
  return listOf(lesson, 'testCases', maxCases).flatMap((testCase, index) => {
    const states = listOf(testCase, 'states', maxStates);
    if (states.length === 0) return [];
    const args = listOf(testCase, 'args', 20).map(valueText).join(', ');
    return {
      title: textOf(testCase, 'title') || textOf(testCase, 'id') || `Case ${index + 1}`,
      subtitle: `${name}(${args}) = ${valueText(member(testCase, 'expected'))}`.slice(0, 400),
      steps: states.length,
      scene: (step) => ({ panels: stepPanels(lesson, states[nearest(step, states.length)]) }),
    };
  });
}

/** The three voices, one a step; no chapter when there is none. */
export function explanationChapter(lesson: Json): Chapter[] {
  const voices = flavours.flatMap((flavour) => {
    const voice = member(member(lesson, 'thinkingContent'), flavour);
    const text = joined(textOf(voice, 'headline'), textOf(voice, 'explanation'));
    const insight = textOf(voice, 'keyInsight');
    return text === '' && insight === '' ? [] : [{ flavour, text, insight }];
  });
  if (voices.length === 0) return [];
  const scene = (step: number) => {
    const voice = voices[nearest(step, voices.length)];
    return {
      panels: [...words(voice?.flavour ?? '', voice?.text), ...words('insight', voice?.insight)],
    };
  };
  const subtitle = voices.map(({ flavour }) => flavour).join(', ');
  return [{ title: 'Explanations', subtitle, steps: voices.length, scene }];
}

/** What the lesson says of itself, and its code as it stands; no chapter when there is neither. */
export function aboutChapter(lesson: Json): Chapter[] {
  const meta = member(lesson, 'algorithmMeta');
  const complexity = member(meta, 'complexity');
  const rows: TablePanel['rows'] = [
    ['difficulty', textOf(meta, 'difficulty')],
    ['tags', listOf(meta, 'tags', maxTags).map(valueText).join(', ')],
    ['time', textOf(complexity, 'time')],
    ['space', textOf(complexity, 'space')],
  ];
  const known = rows.filter(([, value]) => value !== '');
  const panels: Panel[] = [
    ...words('summary', textOf(meta, 'summary')),
    ...(known.length === 0 ? [] : [{ type: 'table' as const, title: 'about', rows: known }]),
    ...codePanels(lesson, undefined),
  ];
  if (panels.length === 0) return [];
  const subtitle = textOf(meta, 'title').slice(0, 400);
  return [{ title: 'About', subtitle, steps: 1, scene: () => ({ panels }) }];
}

function stepPanels(lesson: Json, state: Json | undefined): Panel[] {
  const cells = cellsPanel(state);
  const rows = membersOf(member(state, 'variables'), maxVariables).map(
    ([name, value]): [string, string] => [name.slice(0, 80), valueText(value)],
  );
  const told = ['description', 'annotation', 'calculation'].map((key) => textOf(state, key));
  return [
    ...codePanels(lesson, state),
    ...(cells ? [cells] : []),
    ...(asObject(member(state, 'variables'))
      ? [{ type: 'table' as const, title: 'variables', rows }]
      : []),
    ...words(textOf(state, 'phase') || 'step', joined(...told)),
  ];
}

function words(title: string, text: string | undefined): Panel[] {
  return text ? [{ type: 'text', title: title.slice(0, 80), text }] : [];
}

function nearest(step: number, count: number): number {
  return Number.isNaN(step) ? 0 : Math.min(Math.max(0, Math.trunc(step)), count - 1);
}
