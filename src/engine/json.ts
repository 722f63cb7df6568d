import { z } from 'zod';

/** A value that survives `JSON.stringify` unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Any JSON, as it is: no copy is made. `z.json()` takes several times as long and slows the schema around it,
 * for that one refers to itself. To be used on what `parseBounded` gave, which is no deeper than a walk bears.
 */
export const jsonSchema = z.custom<Json>(isJson, 'expected JSON, with finite numbers');

function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      // `1e999` is read as Infinity, and would be written as null.
      return Number.isFinite(value);
    case 'object':
      return value === null || Object.values(value).every(isJson);
    default:
      return false;
  }
}
