import { z } from 'zod';
import { jsonSchema } from '../../engine/json.ts';
import { anyOrderSchema, complexitySchema, signatureSchema } from './item.ts';

const text = z.string().min(1);

/** A line of a solution. Lines that a state points at carry an `id`, the same one in all languages. */
export const codeLineSchema = z.strictObject({ id: text.nullable(), code: z.string() });

/** Where the visualiser prints a variable's live value: beside a line of the same language. */
export const valueSlotSchema = z.strictObject({ lineId: text, variable: text });

export const annotatedCodeSchema = z.strictObject({
  /** Name of the function or method to call. */
  entry: text,
  lines: z.array(codeLineSchema).min(1),
  valueSlots: z.array(valueSlotSchema),
});

export const structureKinds = [
  'array',
  'matrix',
  'string',
  'map',
  'set',
  'stack',
  'queue',
  'tree',
  'graph',
  'value',
] as const;

/** What is drawn: a variable, how to draw it, and its contents after the step. */
export const dataStructureSchema = z.strictObject({
  kind: z.enum(structureKinds),
  name: text,
  value: jsonSchema,
});

/** A place in the structure: an index, a [row, column], or null while it points outside. */
export const pointerSchema = z.union([
  z.int().nonnegative(),
  z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  z.null(),
]);

/** One step of a run, after the line `codeLineId` was executed. Steps count from 1. */
export const stateSchema = z.strictObject({
  step: z.int().positive(),
  codeLineId: text,
  phase: text,
  description: text,
  variables: z.record(text, jsonSchema),
  dataStructureState: dataStructureSchema,
  pointers: z.record(text, pointerSchema),
  annotation: text,
  calculation: text,
});

export const testCaseSchema = z.strictObject({
  id: text,
  title: text,
  args: z.array(jsonSchema),
  expected: jsonSchema,
  states: z.array(stateSchema).min(1),
});

export const flavourSchema = z.strictObject({
  headline: text,
  explanation: text,
  keyInsight: text,
});

/** How a result is compared with the expected one; `inPlace`: it is the first argument as the call left it. */
export const comparisonSchema = z.strictObject({ anyOrder: anyOrderSchema, inPlace: z.boolean() });

export const algorithmMetaSchema = z.strictObject({
  id: text,
  title: text,
  difficulty: z.enum(['easy', 'medium', 'hard']),
  tags: z.array(text).min(1),
  complexity: complexitySchema,
  signature: signatureSchema,
  comparison: comparisonSchema,
  summary: text,
});

/** The whole lesson, as it is accepted. */
export const lessonSchema = z.strictObject({
  algorithmMeta: algorithmMetaSchema,
  annotatedCode: z.strictObject({
    javascript: annotatedCodeSchema,
    python: annotatedCodeSchema,
    java: annotatedCodeSchema,
  }),
  testCases: z.array(testCaseSchema).min(3),
  thinkingContent: z.strictObject({
    technical: flavourSchema,
    fun: flavourSchema,
    spiritual: flavourSchema,
  }),
});

export type Lesson = z.infer<typeof lessonSchema>;
export type LessonState = z.infer<typeof stateSchema>;
export type TestCase = z.infer<typeof testCaseSchema>;
export type AnnotatedCode = z.infer<typeof annotatedCodeSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type StructureKind = (typeof structureKinds)[number];
