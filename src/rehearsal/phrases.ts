/** What the simulated author says around its tool calls, by occasion. */
export const PHRASES = {
  orient: [
    'I will look at the style guide and at what is already here before I write.',
    'Let me read the guide first.',
    'First a look around: the files here and the style guide.',
  ],
  write: [
    'Writing the whole file now.',
    'I have what I need; here is the complete draft.',
    'Here is a first complete version.',
  ],
  begin: [
    'First the code and the cases; what the tool can compute comes from it.',
    'I write all but the states, and have those computed.',
    'The frame now, with true states from the tool.',
  ],
  'go-on': [
    'The states are true; here are their words.',
    'Now the words for each step.',
    'Telling what happened, step by step.',
  ],
  repair: [
    'I see what the report card objects to; repairing just that.',
    'Fixing the reported issues with small edits.',
    'The rest stands; these places need a change.',
  ],
  rewrite: [
    'I will write the file again as a whole.',
    'An exact edit does not work here, so I rewrite the file.',
    'Writing it once more in full.',
  ],
  check: ['Checking the draft.', 'Let me validate it.', 'Running the check on what I have.'],
  done: [
    'The file is written and complete.',
    'Done: the draft is in place.',
    'That is the finished version.',
  ],
  stuck: [
    'I find nothing more that I could change to satisfy the report card.',
    'I have no further idea how to repair this.',
    'As far as I can see the draft is right as it stands.',
  ],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** An occasion to speak. */
export type Occasion = keyof typeof PHRASES;
