import type { LessonSource } from '../lesson-source.ts';

export const findPattern: LessonSource = {
  id: 'find-pattern',
  summary: 'After a mismatch the pattern itself knows how much of what was read can still be used.',
  code: {
    javascript: `
function findPattern(text, pattern) {
  const border = new Array(pattern.length).fill(0); //@ borders
  let known = 0; //@ known
  for (let end = 1; end < pattern.length; end++) {
    while (known > 0 && pattern[end] !== pattern[known]) {
      known = border[known - 1]; //@ shorten
    }
    if (pattern[end] === pattern[known]) {
      known += 1; //@ extend
    }
    border[end] = known; //@ note
  }
  let matched = 0; //@ begin
  for (let place = 0; place < text.length; place++) { //@ read
    while (matched > 0 && text[place] !== pattern[matched]) {
      matched = border[matched - 1]; //@ fallBack
    }
    if (text[place] === pattern[matched]) {
      matched += 1; //@ match
    }
    if (matched === pattern.length) { //@ full
      return place - matched + 1; //@ found
    }
  }
  return -1; //@ none
}
`,
    python: `
def find_pattern(text, pattern):
    border = [0] * len(pattern)  #@ borders
    known = 0  #@ known
    for end in range(1, len(pattern)):
        while known > 0 and pattern[end] != pattern[known]:
            known = border[known - 1]  #@ shorten
        if pattern[end] == pattern[known]:
            known += 1  #@ extend
        border[end] = known  #@ note
    matched = 0  #@ begin
    for place in range(len(text)):  #@ read
        while matched > 0 and text[place] != pattern[matched]:
            matched = border[matched - 1]  #@ fallBack
        if text[place] == pattern[matched]:
            matched += 1  #@ match
        if matched == len(pattern):  #@ full
            return place - matched + 1  #@ found
    return -1  #@ none
`,
    java: `
class Solution {
    static int findPattern(String text, String pattern) {
        int[] border = new int[pattern.length()]; //@ borders
        int known = 0; //@ known
        for (int end = 1; end < pattern.length(); end++) {
            while (known > 0 && pattern.charAt(end) != pattern.charAt(known)) {
                known = border[known - 1]; //@ shorten
            }
            if (pattern.charAt(end) == pattern.charAt(known)) {
                known += 1; //@ extend
            }
            border[end] = known; //@ note
        }
        int matched = 0; //@ begin
        for (int place = 0; place < text.length(); place++) { //@ read
            while (matched > 0 && text.charAt(place) != pattern.charAt(matched)) {
                matched = border[matched - 1]; //@ fallBack
            }
            if (text.charAt(place) == pattern.charAt(matched)) {
                matched += 1; //@ match
            }
            if (matched == pattern.length()) { //@ full
                return place - matched + 1; //@ found
            }
        }
        return -1; //@ none
    }
}
`,
  },
  cases: [
    { title: 'A false start is put to use', args: ['ababac', 'abac'] },
    { title: 'The match begins inside a failed one', args: ['aaab', 'aab'] },
    { title: 'The pattern does not occur', args: ['caca', 'cc'] },
    { title: 'At the very beginning', args: ['noon', 'no'] },
    { title: 'A text without letters', args: ['', 'a'] },
  ],
  structure: { variable: 'text', kind: 'string' },
  pointers: ['place'],
  valueSlots: [
    { lineId: 'note', variable: 'border' },
    { lineId: 'read', variable: 'place' },
    { lineId: 'fallBack', variable: 'matched' },
    { lineId: 'match', variable: 'matched' },
  ],
  narration: {
    borders: {
      phase: 'prepare',
      description:
        'For each beginning of "{pattern}" note how long a part is both its start and its end, the whole left out.',
      annotation: 'borders of {pattern}',
      calculation: 'border = {border}',
    },
    known: {
      phase: 'prepare',
      description: 'A single letter has no such part, so the length known is {known}.',
      annotation: 'known {known}',
      calculation: 'known = {known}',
    },
    shorten: {
      phase: 'prepare',
      description:
        'The letter {pattern[end]} does not go on with the part that was known; the next shorter one has the length {known}.',
      annotation: 'known {known}',
      calculation: 'known = {known}',
    },
    extend: {
      phase: 'prepare',
      description:
        'The letter {pattern[end]} goes on with the start of the pattern: "{pattern.slice(0, known)}" begins and ends "{pattern.slice(0, end + 1)}".',
      annotation: 'known {known}',
      calculation: '{known - 1} + 1 = {known}',
    },
    note: {
      phase: 'prepare',
      description: 'Note {border[end]} for the beginning "{pattern.slice(0, end + 1)}".',
      annotation: 'border {border[end]}',
      calculation: 'border[{end}] = {border[end]}',
    },
    begin: {
      phase: 'search',
      description: 'Nothing of "{pattern}" has been matched in the text yet.',
      annotation: 'matched {matched}',
      calculation: 'matched = {matched}',
    },
    read: {
      phase: 'search',
      description: 'Read {text[place]} at index {place}; the pattern wants {pattern[matched]}.',
      annotation: '{text[place]} against {pattern[matched]}',
      calculation: '{text[place]} = {pattern[matched]}: {text[place] === pattern[matched]}',
    },
    fallBack: {
      phase: 'search',
      description:
        'That does not fit. {matched === 0 ? "Nothing of what was read can be used" : "Of what was read, \\"" + pattern.slice(0, matched) + "\\" can still be used"}; the pattern now wants {pattern[matched]}.',
      annotation: 'matched {matched}',
      calculation: 'matched = {matched}',
    },
    match: {
      phase: 'search',
      description: 'The letter fits: "{pattern.slice(0, matched)}" is matched.',
      annotation: 'matched {matched}',
      calculation: '{matched - 1} + 1 = {matched}',
    },
    full: {
      phase: 'search',
      description:
        '{matched === pattern.length ? "That is the whole pattern." : "Of the pattern " + (pattern.length - matched) + " more must follow."}',
      annotation: '{matched} of {pattern.length}',
      calculation: '{matched} = {pattern.length}: {matched === pattern.length}',
    },
    found: {
      phase: 'done',
      description: 'It ends at index {place} and so begins at index {result}.',
      annotation: 'begins at {result}',
      calculation: '{place} - {matched} + 1 = {result}',
    },
    none: {
      phase: 'done',
      description: 'The text has ended without the whole of "{pattern}".',
      annotation: 'not found',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Knuth, Morris and Pratt: never reread the text',
      explanation:
        'When a mismatch occurs after m matched letters, the text just read is exactly the prefix of length m. A new match can only begin where a suffix of that prefix is again a prefix: at its longest border, then at the border of the border. These lengths depend on the pattern alone, and the table for it is built by matching the pattern against itself. The text index never decreases. Each letter raises the match length by at most one and each fallback lowers it, so both loops are linear in total, where the naive search multiplies the lengths. Trap: the fallback is a loop, not a single step.',
      keyInsight: 'What has been matched tells by itself where the next match could begin.',
    },
    fun: {
      headline: 'The birdwatcher who never rewinds',
      explanation:
        'The rare bird sings chip, chap, chip, chee. A watcher lies in the grass with a single tape recorder that cannot rewind. Hearing chip, chap, chip, he holds his breath. Then comes chap, not chee. A beginner groans and starts to listen for the first chip again. Our man prepared at home: he knows that the end of what he just heard, that chip, may be the beginning of the real song. So he says: fine, then this chap is already my second sound. His pencil slides back on the card, the tape just rolls on, and there it is: chip, chee.',
      keyInsight: 'Let the tape roll; only the pencil on the card slides back.',
    },
    spiritual: {
      headline: 'No failed beginning is wholly lost',
      explanation:
        'You hoped, and it went well for a time, and then the next moment was a different one. Do not go back to where you set out, and do not relive it. Ask instead: in that which has just passed, is there an ending that is also a beginning? Often there is. Then you stand, without having moved, in the midst of a new attempt. If not, let even that go, and ask of what is smaller. The stream flows on and is heard once only. Whoever knows himself deeply beforehand will not need to call it back.',
      keyInsight: 'Every end you have lived may already be the start of what you seek.',
    },
  },
};
