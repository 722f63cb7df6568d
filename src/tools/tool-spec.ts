import { z } from 'zod';
import type { ToolSpec } from '../models/port.ts';
import type { Tool } from './tool.ts';

/** What the model sees of a tool. Byte-stable for one definition, as prompt caching needs. */
export function toolSpec(tool: Tool): ToolSpec {
  // Compatible servers differ on "$schema"; the API does not need it.
  const { $schema: _, ...schema } = z.toJSONSchema(tool.inputSchema, { io: 'input' });
  return { name: tool.name, description: tool.description, input_schema: schema };
}
