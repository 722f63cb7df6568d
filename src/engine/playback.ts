/**
 * An output as something to step through, as plain data: a product says what there is to see, a generic
 * renderer draws it. Every text may hold what a model wrote: whoever shows it makes it safe and cuts it.
 */
export interface Playback {
  title: string;
  /** Ways to look at the same thing, such as languages; empty when there is one way only. */
  variants: Variant[];
  chapters: Chapter[];
}

/** One way to look at a playback. A panel that names a variant is shown with that one alone. */
export interface Variant {
  id: string;
  title: string;
}

/** A part that is stepped through on its own. */
export interface Chapter {
  title: string;
  subtitle: string;
  /** At least 1. */
  steps: number;
  /** What there is to see at a step, counted from 0; a step outside gives the nearest one. */
  scene(step: number): Scene;
}

/** What is on the screen at one step, in the order of its importance. */
export interface Scene {
  panels: Panel[];
}

export type Panel = CodePanel | TablePanel | CellsPanel | TextPanel;

/** Lines of source code. */
export interface CodePanel {
  type: 'code';
  title: string;
  /** Id of the variant it belongs to; none: it is there with all of them. */
  variant?: string;
  lines: CodePanelLine[];
  /** Index of the line that was just executed. */
  current: number | undefined;
}

export interface CodePanelLine {
  code: string;
  /** A remark to show beside the line, such as a variable's value. */
  note?: string;
}

/** Names and their values, one line each. */
export interface TablePanel {
  type: 'table';
  title: string;
  rows: [name: string, value: string][];
}

/**
 * Cells in rows, which may differ in length: an array is one row. `marks` name cells by row and column,
 * several may name the same one; `rowLabels` and `columnLabels`, where given, go beside and above.
 */
export interface CellsPanel {
  type: 'cells';
  title: string;
  rows: string[][];
  marks: CellMark[];
  rowLabels?: string[];
  columnLabels?: string[];
  /** Says what was left out for its size. */
  more?: string;
}

export interface CellMark {
  row: number;
  column: number;
  label: string;
}

/** Words, in lines or paragraphs. */
export interface TextPanel {
  type: 'text';
  title: string;
  text: string;
}
