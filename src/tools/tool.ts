import { z } from 'zod';

/** What a tool did, in words for the model. `isError` tells the model to try something else. */
export interface ToolResult {
  text: string;
  isError: boolean;
}

/** Outcome of checking the draft, as the `validate` tool sees it. */
export interface CheckOutcome {
  passed: boolean;
  /** The compact list of what failed, or a line saying that everything passed. */
  text: string;
}

/** What a tool may touch: one item's own draft, read-only mounts, and the report card. */
export interface ToolContext {
  files: FileAccess;
  check(): Promise<CheckOutcome>;
  /** The catalogue, for tools that list it. */
  catalogue: readonly { id: string; title: string }[];
  signal: AbortSignal;
}

/**
 * The files an agent can reach. Paths are relative, with `/`; anything that would leave the folders
 * is refused with a `ContainmentError` and nothing is touched.
 */
export interface FileAccess {
  read(path: string): Promise<string>;
  write(path: string, content: string): Promise<void>;
  list(path: string): Promise<{ path: string; sizeBytes: number }[]>;
}

/** `write` changes the draft alone and may be replayed; `external` reaches outside and may not. */
export type ToolEffect = 'read' | 'write' | 'external';

/** One definition, registered twice: the schema the model sees, and the implementation that runs. */
export interface Tool {
  name: string;
  description: string;
  effect: ToolEffect;
  inputSchema: z.ZodType;
  run(input: unknown, context: ToolContext): Promise<ToolResult>;
}

/** Builds a tool; its `run` gets input that already passed the schema, and a throw becomes an error result. */
export function defineTool<Schema extends z.ZodType>(definition: {
  name: string;
  description: string;
  effect: ToolEffect;
  input: Schema;
  run(input: z.infer<Schema>, context: ToolContext): Promise<string | ToolResult>;
}): Tool {
  const { name, description, effect, input, run } = definition;
  return {
    name,
    description,
    effect,
    inputSchema: input,
    run: async (raw, context) => {
      const parsed = input.safeParse(raw);
      if (!parsed.success) {
        return {
          text: `Invalid input for ${name}:\n${z.prettifyError(parsed.error)}`,
          isError: true,
        };
      }
      const result = await run(parsed.data, context);
      return typeof result === 'string' ? { text: result, isError: false } : result;
    },
  };
}
