import type { Json } from '../../../engine/json.ts';
import { type Aspect, aspects } from '../judge/aspects.ts';
import { textsFrom } from '../judge/material.ts';
import type { JudgeReply } from '../judge/reply.ts';

/** What gives a text away, and where to look for it. */
interface Sign {
  aspect: Aspect;
  /** Of the path. */
  where: RegExp;
  words: RegExp;
  suggestion: string;
}

const signs: Sign[] = [
  {
    aspect: 'concise',
    where: /\.(?:summary|explanation|keyInsight|description)$/,
    words:
      /it is (?:important|worth) (?:to note|noting)[^.]*|plays a (?:crucial|vital|key) role[^.]*|in (?:conclusion|today's world)[^.]*|as we (?:will|can) see[^.]*/i,
    suggestion: 'Strike the sentences that would fit any lesson.',
  },
  {
    aspect: 'fun',
    where: /\.fun\.explanation$/,
    words:
      /the (?:present )?(?:procedure|method) (?:is|may be|shall be)\b[^.]*|it is defined as\b[^.]*/i,
    suggestion: 'Tell it as one picture from daily life, carried to its end.',
  },
  {
    aspect: 'spiritual',
    where: /\.spiritual\.explanation$/,
    words: /\b(?:boost your|supercharge|level up|unlock your)\b[^.]*/i,
    suggestion: 'Say quietly what these very steps show; sell nothing.',
  },
  {
    aspect: 'technical',
    where: /\.technical\.explanation$/,
    words: /\bonce upon a time\b[^.]*|\bpicture a (?:cosy|little)\b[^.]*/i,
    suggestion: 'Name the structure, what always holds, and the cost.',
  },
];

/**
 * Plays the judge of a rehearsal: reads the lesson in the prompt and scores it by signs of filler and of
 * a wrong voice. Says nothing where the prompt holds no lesson.
 */
export function judgeLesson(prompt: string): Json | undefined {
  const texts = textsFrom(prompt);
  if (texts === undefined) return undefined;
  const reply = Object.fromEntries(aspects.map((aspect) => [aspect, scoreOf(aspect, texts)]));
  return reply;
}

function scoreOf(aspect: Aspect, texts: ReadonlyMap<string, string>): JudgeReply[Aspect] {
  for (const sign of signs.filter((one) => one.aspect === aspect)) {
    const evidence = [...texts].flatMap(([path, text]) => {
      const [quote] = (sign.where.test(path) && sign.words.exec(text)) || [];
      return quote === undefined ? [] : [{ path, quote: quote.slice(0, 120) }];
    });
    if (evidence.length > 0) return { evidence, suggestion: sign.suggestion, score: 2 };
  }
  return { evidence: [], suggestion: '', score: 5 };
}
