/** What a lesson is judged by, each on its own, in the order in which the judge takes them. */
export const aspects = ['correct', 'clear', 'technical', 'fun', 'spiritual', 'concise'] as const;
export type Aspect = (typeof aspects)[number];

/** Each aspect in the words of a report card. */
export const aspectTitles: Record<Aspect, string> = {
  correct: 'what it says is right',
  clear: 'a beginner can follow it',
  technical: 'the technical voice is a colleague at a whiteboard',
  fun: 'the fun voice is a friend with a story',
  spiritual: 'the spiritual voice is a calm teacher',
  concise: 'every sentence says something',
};

/** Scores and the least that each has to be where factory.json says nothing. */
export const scale = { least: 1, most: 5 };
export const usualThreshold = 3;
