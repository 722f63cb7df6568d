import { z } from 'zod';
import type { Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { JudgeReading } from '../../../engine/judging/output-judge.ts';
import { type Aspect, aspects, aspectTitles, scale } from './aspects.ts';
import { lessonTexts } from './material.ts';

const scoreSchema = z.object({
  evidence: z.array(z.object({ path: z.string(), quote: z.string() })),
  suggestion: z.string(),
  score: z.literal([1, 2, 3, 4, 5]),
});
type Score = z.infer<typeof scoreSchema>;

const shape: Record<Aspect, typeof scoreSchema> = {
  correct: scoreSchema,
  clear: scoreSchema,
  technical: scoreSchema,
  fun: scoreSchema,
  spiritual: scoreSchema,
  concise: scoreSchema,
};
const replySchema = z.object(shape);
export type JudgeReply = z.infer<typeof replySchema>;

/** The reply's schema as the API takes it. */
export function replyJsonSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(replySchema);
  return schema;
}

const placesRead = 3;
const quoteCap = 200;
const suggestionCap = 400;

/**
 * What a judge's reply comes to. A score below the threshold has to cite something that is in the lesson:
 * a fault that nobody can find is no verdict.
 */
export function readReply(
  reply: unknown,
  { output, threshold }: { output: Json; threshold: number },
): JudgeReading {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.') || 'the reply';
    return { type: 'unreadable', reason: `${at}: ${issue?.message ?? 'not as asked for'}` };
  }
  const texts = lessonTexts(output);
  const issues: Issue[] = [];
  for (const aspect of aspects.filter((one) => parsed.data[one].score < threshold)) {
    const found = aspectIssues(aspect, parsed.data[aspect], { texts, threshold });
    if (found.length === 0) {
      const reason = `it gave ${parsed.data[aspect].score} for "${aspect}" and cited nothing that is in the lesson`;
      return { type: 'unreadable', reason };
    }
    issues.push(...found);
  }
  const scores = aspects.map((aspect) => `${aspect} ${parsed.data[aspect].score}`).join(', ');
  return { type: 'verdict', issues, note: `${scores} of ${scale.most}` };
}

function aspectIssues(
  aspect: Aspect,
  { evidence, suggestion, score }: Score,
  { texts, threshold }: { texts: ReadonlyMap<string, string>; threshold: number },
): Issue[] {
  const fix = suggestion.slice(0, suggestionCap).trim();
  return evidence.slice(0, placesRead).flatMap(({ path, quote }) => {
    const place = placeOf({ path, quote }, texts);
    if (place === undefined) return [];
    const shown = quote.slice(0, quoteCap).trim();
    return [
      {
        path: place.path,
        message: `${aspect}: ${aspectTitles[aspect]}: score ${score}`,
        expected: `at least ${threshold} of ${scale.most}`,
        ...(place.isQuoted ? { found: JSON.stringify(shown) } : {}),
        ...(fix === '' ? {} : { fix }),
      },
    ];
  });
}

/** Where the evidence is: the text that holds the quote, else the one that is named. */
function placeOf(
  { path, quote }: Score['evidence'][number],
  texts: ReadonlyMap<string, string>,
): { path: string; isQuoted: boolean } | undefined {
  const words = plain(quote.slice(0, quoteCap));
  const holds = (text: string | undefined) => words !== '' && plain(text ?? '').includes(words);
  if (holds(texts.get(path))) return { path, isQuoted: true };
  const elsewhere = [...texts].find(([, text]) => holds(text));
  if (elsewhere) return { path: elsewhere[0], isQuoted: true };
  return texts.has(path) ? { path, isQuoted: false } : undefined;
}

/** Models straighten quotes and spaces, and shorten, when they copy. */
function plain(text: string): string {
  const straight = text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"');
  return straight.replace(/\s+/g, ' ').replace(/^[.…"' ]+|[.…"' ]+$/g, '');
}
