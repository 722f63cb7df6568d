import type { Json } from '../../../engine/json.ts';
import type { CodePanel, Variant } from '../../../engine/playback.ts';
import { asText, member } from '../criteria/json-value.ts';
import { languages } from '../item.ts';
import { listOf } from './lenient.ts';
import { valueText } from './value-text.ts';

const maxLines = 2_000;
const maxLineLength = 500;
const maxSlots = 200;

const titles = { javascript: 'JavaScript', python: 'Python', java: 'Java' } as const;

/** The languages that a lesson has code in. */
export function variantsOf(lesson: Json): Variant[] {
  return languages
    .filter((language) => listOf(annotated(lesson, language), 'lines', 1).length > 0)
    .map((language) => ({ id: language, title: titles[language] }));
}

/** The code in each language, with the state's line and the values that go beside lines. */
export function codePanels(lesson: Json, state: Json | undefined): CodePanel[] {
  const variables = member(state, 'variables');
  const lineId = asText(member(state, 'codeLineId'));
  return variantsOf(lesson).map(({ id, title }) => {
    const code = annotated(lesson, id);
    const lines = listOf(code, 'lines', maxLines);
    const current = lineId === undefined ? -1 : lines.findIndex((line) => idOf(line) === lineId);
    const notes = notesOf(code, variables);
    return {
      type: 'code',
      title,
      variant: id,
      lines: lines.map((line) => {
        const note = notes.get(idOf(line) ?? '');
        return { code: codeOf(line), ...(note === undefined ? {} : { note }) };
      }),
      current: current < 0 ? undefined : current,
    };
  });
}

function annotated(lesson: Json, language: string): Json | undefined {
  return member(member(lesson, 'annotatedCode'), language);
}

function idOf(line: Json): string | undefined {
  return asText(member(line, 'id'));
}

/** A line that is a plain text is taken as one without an id. */
function codeOf(line: Json): string {
  const code = asText(line) ?? asText(member(line, 'code')) ?? '';
  return code.length > maxLineLength ? `${code.slice(0, maxLineLength - 1)}…` : code;
}

/** By line id: the values of its slots, as far as the variables exist at this step. */
function notesOf(code: Json | undefined, variables: Json | undefined): Map<string, string> {
  const notes = new Map<string, string>();
  for (const slot of listOf(code, 'valueSlots', maxSlots)) {
    const lineId = asText(member(slot, 'lineId'));
    const variable = asText(member(slot, 'variable'));
    if (lineId === undefined || variable === undefined) continue;
    const value = member(variables, variable);
    if (value === undefined) continue;
    const note = `${variable.slice(0, 40)} = ${valueText(value)}`;
    notes.set(lineId, notes.has(lineId) ? `${notes.get(lineId)}, ${note}`.slice(0, 400) : note);
  }
  return notes;
}
