import type { Reply, ReplyPart, ToolPart } from './reply.ts';
import type { PromptRequest } from './request-schema.ts';

const SCRATCH = 'notes.md';
const NOTES = 'Which cases to show, which pitfalls to name, in which order.\n';
const WHY =
  'I keep notes of my plan in notes.md. They are no part of the output, so I ask to delete them before the check.';

/** Whether the author can ask to delete a file in this reply: where it writes for the first time, and has the tool. */
export function canAskToDelete(reply: Reply, request: PromptRequest): boolean {
  const hasTool = request.tools.some(({ name }) => name === 'delete_file');
  const wroteBefore = request.messages.some(({ content }) =>
    content.some((block) => block.type === 'tool_use' && block.name === 'write_file'),
  );
  return hasTool && !wroteBefore && firstWrite(reply) !== undefined;
}

/** The reply with a scratch file written after its first write, and a gated call to delete it again. */
export function askToDelete(reply: Reply): Reply {
  const write = firstWrite(reply);
  if (!write) return reply;
  const parts = reply.parts.flatMap((part): ReplyPart[] =>
    part === write ? [part, ...scratch(write.id)] : [part],
  );
  const [first, ...rest] = parts;
  const said: ReplyPart[] =
    first?.type === 'text'
      ? [{ ...first, text: `${first.text} ${WHY}` }, ...rest]
      : [{ type: 'text', text: WHY }, ...parts];
  return { ...reply, parts: said };
}

function scratch(id: string): ToolPart[] {
  const call = (name: string, mark: string, input: Record<string, string>): ToolPart => ({
    type: 'tool_use',
    id: `${id}${mark}`,
    name,
    inputJson: JSON.stringify(input),
  });
  return [
    call('write_file', 'n', { path: SCRATCH, content: NOTES }),
    call('delete_file', 'd', { path: SCRATCH, reason: 'They were notes for myself.' }),
  ];
}

function firstWrite({ parts }: Reply): ToolPart | undefined {
  return parts.find(
    (part): part is ToolPart => part.type === 'tool_use' && part.name === 'write_file',
  );
}
