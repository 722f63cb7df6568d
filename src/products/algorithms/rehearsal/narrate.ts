import type { Json } from '../../../engine/json.ts';
import type { TracedState } from '../tracer/recorder.ts';
import type { LessonSource, Narration } from './lesson-source.ts';
import { compileTemplate, type Template } from './template.ts';

/** The words for a state of a lesson; the message of an error names lesson, line id and field. */
export type Narrator = (state: TracedState) => Narration;

/**
 * Compiles the narration of a lesson. Templates see the variables of the state, and in `returned`
 * the value of a return (also of an inner call, where `result` is not set).
 */
export function createNarrator({ id, narration }: LessonSource): Narrator {
  const templates = new Map<string, Template>();

  function render(state: TracedState, field: keyof Narration): string {
    const place = `lesson ${id}, line "${state.lineId}", ${field}`;
    const template = narration[state.lineId]?.[field];
    if (template === undefined) throw new Error(`${place}: no narration is written for it`);
    try {
      const compiled = templates.get(template) ?? compileTemplate(template);
      templates.set(template, compiled);
      return compiled(visibleTo(state));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${place}: ${reason}`, { cause: error });
    }
  }

  return (state) => ({
    phase: render(state, 'phase'),
    description: render(state, 'description'),
    annotation: render(state, 'annotation'),
    calculation: render(state, 'calculation'),
  });
}

function visibleTo({ variables, returned }: TracedState): Record<string, Json> {
  return returned === undefined ? variables : { returned, ...variables };
}
