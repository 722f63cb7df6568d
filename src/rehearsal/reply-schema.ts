import type { Json } from '../engine/json.ts';

/** Bounds that the API's structured replies do not know. */
const unsupported = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
]);

/** What the API refuses about the schema of a structured reply, if anything. */
export function replySchemaFault(schema: Json): string | undefined {
  if (Array.isArray(schema)) return first(schema);
  if (!isRecord(schema)) return undefined;
  if (schema.type === 'object' && schema.additionalProperties !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  }
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const bound = Object.keys(schema).find((key) => unsupported.has(key));
  if (bound !== undefined) {
    return `For '${String(schema.type)}' type, property '${bound}' is not supported`;
  }
  const { properties: _, enum: __, const: ___, ...rest } = schema;
  return first([...Object.values(properties), ...Object.values(rest)]);
}

function isRecord(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(schemas: readonly Json[]): string | undefined {
  for (const schema of schemas) {
    const fault = replySchemaFault(schema);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
