import { z } from 'zod';
import { ToolError } from './tool-error.ts';

/** What a tool did, in words for the model. `isError` tells the model to try something else. */
export interface ToolResult {
  text: string;
  isError: boolean;
  /**
   * Of an action outside: `unknown` when it may have happened or not, such as a command that was cut
   * off; `void` when what was approved is not what is there now, and nothing was done.
   */
  outcome?: 'unknown' | 'void';
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
  /** Of a call that was approved: the same id however often it is tried, so that a receiver can tell. */
  approvalId?: string;
  /** A call that takes longer, report cards aside, is told to end, then given up. */
  limitMs?: number;
  signal: AbortSignal;
}

/**
 * The files an agent can reach. Paths are relative, with `/`; anything that would leave the folders
 * is refused with a `ContainmentError` and nothing is touched.
 */
export interface FileAccess {
  read(path: string): Promise<string>;
  write(path: string, content: string): Promise<void>;
  /** Takes a plain file away; a `MissingError` when there is none. */
  remove(path: string): Promise<void>;
  list(path: string): Promise<{ path: string; sizeBytes: number }[]>;
}

/** `write` changes the draft alone and may be replayed; `external` reaches outside and may not. */
export type ToolEffect = 'read' | 'write' | 'external';

/** What a gated call would do, for the person who decides: `delete`, `notes.md`, and the whole effect. */
export interface ToolAction {
  verb: string;
  target: string;
  effect: string;
}

/** A call as a person would see it, or why it is none that could be carried out. */
export type Described =
  | { type: 'action'; action: ToolAction }
  | { type: 'invalid'; problem: string };

/** `none`: its calls run. `ask`: each one waits for a person. `deny`: none runs. */
export type Gate =
  | { gate: 'none' }
  | {
      gate: 'ask' | 'deny';
      /** Depends on the input alone, and does nothing. */
      describe(input: unknown): Described;
      /** Calls are alike, to a person who allows all such, when these arguments agree. */
      alike: readonly string[];
      /** What can be seen of a call whose outcome is unknown, in words; reads, and does nothing. */
      evidence(input: unknown): Promise<string>;
    };

/** One definition, registered twice: the schema the model sees, and the implementation that runs. */
export type Tool = Gate & {
  name: string;
  description: string;
  effect: ToolEffect;
  inputSchema: z.ZodType;
  run(input: unknown, context: ToolContext): Promise<ToolResult>;
  /**
   * Writes what a call wrote once more, from what it answered; for one whose work could come out otherwise
   * the next time, or should not be done twice. Without it a replay runs the tool again.
   */
  replay?(input: unknown, answer: string, context: ToolContext): Promise<void>;
};

interface Definition<Schema extends z.ZodType> {
  name: string;
  description: string;
  effect: ToolEffect;
  input: Schema;
  run(input: z.infer<Schema>, context: ToolContext): Promise<string | ToolResult>;
  replay?(input: z.infer<Schema>, answer: string, context: ToolContext): Promise<void>;
}

type GateDefinition<Schema extends z.ZodType> =
  | { gate?: 'none' }
  | {
      gate: 'ask' | 'deny';
      /** May throw a `ToolError`: the call then gets it as its result, and nobody is asked. */
      describe(input: z.infer<Schema>): ToolAction;
      /** Names of arguments; by default all calls of the tool are alike. */
      alike?: readonly (keyof z.infer<Schema> & string)[];
      evidence?(input: z.infer<Schema>): Promise<string>;
    };

/**
 * Builds a tool; its `run` and `describe` get input that already passed the schema, and a throw
 * becomes an error result. Without a `gate` its calls simply run.
 */
export function defineTool<Schema extends z.ZodType>(
  definition: Definition<Schema> & GateDefinition<Schema>,
): Tool {
  const { name, description, effect, input, run, replay } = definition;
  return {
    name,
    description,
    effect,
    inputSchema: input,
    ...gateOf(definition),
    ...(replay && {
      replay: async (raw: unknown, answer: string, context: ToolContext) => {
        const parsed = input.safeParse(raw);
        if (parsed.success) await replay(parsed.data, answer, context);
      },
    }),
    run: async (raw, context) => {
      const parsed = input.safeParse(raw);
      if (!parsed.success) return { text: misfit(name, parsed.error), isError: true };
      const result = await run(parsed.data, context);
      return typeof result === 'string' ? { text: result, isError: false } : result;
    },
  };
}

function gateOf<Schema extends z.ZodType>(
  definition: Definition<Schema> & GateDefinition<Schema>,
): Gate {
  if (!('describe' in definition)) return { gate: 'none' };
  const { name, input, gate, describe, alike = [], evidence } = definition;
  return {
    gate,
    alike,
    evidence: async (raw) => {
      const parsed = input.safeParse(raw);
      return parsed.success && evidence ? evidence(parsed.data) : 'nothing here shows it';
    },
    describe: (raw) => {
      const parsed = input.safeParse(raw);
      if (!parsed.success) return { type: 'invalid', problem: misfit(name, parsed.error) };
      try {
        return { type: 'action', action: describe(parsed.data) };
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        return { type: 'invalid', problem: `${name} failed: ${error.message}` };
      }
    },
  };
}

function misfit(name: string, error: z.ZodError): string {
  return `Invalid input for ${name}:\n${z.prettifyError(error)}`;
}
