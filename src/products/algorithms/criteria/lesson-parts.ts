import type { Json } from '../../../engine/json.ts';
import { anyOrderSchema, type Flavour, flavours, type Language, languages } from '../item.ts';
import type { Comparison } from '../lesson.ts';
import { asObject, asText, type JsonObject, member } from './json-value.ts';

/** A piece of the artefact and where it lies. */
export interface Part<Value> {
  path: string;
  value: Value;
}

/** What is well formed of one language's solution. */
export interface Solution extends Part<JsonObject> {
  language: Language;
  lines: Part<JsonObject>[];
  /** The text of each line; undefined when there are none or one of them carries no code. */
  code: string[] | undefined;
  /** Line ids in order of appearance, repetitions included. */
  ids: Part<string>[];
}

/** The objects of an array with their paths; whatever else lies in it is passed over. */
export function objectsIn(value: Json | undefined, path: string): Part<JsonObject>[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry, index) => {
    const object = asObject(entry);
    return object === undefined ? [] : [{ path: `${path}[${index}]`, value: object }];
  });
}

/** How the lesson says that results are compared; as strictly as can be where it does not say it. */
export function comparisonOf(artefact: Json): Comparison {
  const comparison = member(member(artefact, 'algorithmMeta'), 'comparison');
  const { data: anyOrder = false } = anyOrderSchema.safeParse(member(comparison, 'anyOrder'));
  return { anyOrder, inPlace: member(comparison, 'inPlace') === true };
}

/** The test cases that are objects. */
export function testCasesOf(artefact: Json): Part<JsonObject>[] {
  return objectsIn(member(artefact, 'testCases'), '$.testCases');
}

/** The states of one test case that are objects. */
export function statesOf(testCase: Part<JsonObject>): Part<JsonObject>[] {
  return objectsIn(member(testCase.value, 'states'), `${testCase.path}.states`);
}

/** The states of all test cases. */
export function allStatesOf(artefact: Json): Part<JsonObject>[] {
  return testCasesOf(artefact).flatMap(statesOf);
}

/** The solutions that are objects, in the order of `languages`. */
export function solutionsOf(artefact: Json): Solution[] {
  const code = member(artefact, 'annotatedCode');
  return languages.flatMap((language) => {
    const value = asObject(member(code, language));
    return value === undefined ? [] : [solution(language, value)];
  });
}

/** One language's solution, if it is there. */
export function solutionIn(artefact: Json, language: Language): Solution | undefined {
  return solutionsOf(artefact).find((candidate) => candidate.language === language);
}

/** Every line of code that is text, over all languages. */
export function codeLinesOf(artefact: Json): (Part<string> & { language: Language })[] {
  return solutionsOf(artefact).flatMap(({ lines, language }) =>
    lines.flatMap(({ path, value }) => {
      const code = asText(member(value, 'code'));
      return code === undefined ? [] : [{ path: `${path}.code`, value: code, language }];
    }),
  );
}

/** The flavours that are objects. */
export function flavoursOf(artefact: Json): (Part<JsonObject> & { flavour: Flavour })[] {
  const thinking = member(artefact, 'thinkingContent');
  return flavours.flatMap((flavour) => {
    const value = asObject(member(thinking, flavour));
    return value === undefined ? [] : [{ path: `$.thinkingContent.${flavour}`, value, flavour }];
  });
}

function solution(language: Language, value: JsonObject): Solution {
  const path = `$.annotatedCode.${language}`;
  const raw = member(value, 'lines');
  const lines = objectsIn(raw, `${path}.lines`);
  const texts = lines.map((line) => asText(member(line.value, 'code')));
  const whole = Array.isArray(raw) && raw.length > 0 && lines.length === raw.length;
  const ids = lines.flatMap((line) => {
    const id = asText(member(line.value, 'id'));
    return id === undefined ? [] : [{ path: `${line.path}.id`, value: id }];
  });
  const known = texts.filter((text) => text !== undefined);
  const code = whole && known.length === texts.length ? known : undefined;
  return { language, path, value, lines, ids, code };
}
