import type { LessonSource } from '../lesson-source.ts';

export const majorityElement: LessonSource = {
  id: 'majority-element',
  summary: 'Let different votes cancel in pairs: an absolute majority cannot be cancelled out.',
  code: {
    javascript: `
function majorityElement(nums) {
  let leader = nums[0]; //@ leader
  let lead = 0; //@ lead
  for (let i = 0; i < nums.length; i++) { //@ vote
    if (lead === 0) { //@ open
      leader = nums[i]; //@ crown
    }
    if (nums[i] === leader) { //@ compare
      lead += 1; //@ support
    } else {
      lead -= 1; //@ oppose
    }
  }
  return leader; //@ done
}
`,
    python: `
def majority_element(nums):
    leader = nums[0]  #@ leader
    lead = 0  #@ lead
    for i in range(len(nums)):  #@ vote
        if lead == 0:  #@ open
            leader = nums[i]  #@ crown
        if nums[i] == leader:  #@ compare
            lead += 1  #@ support
        else:
            lead -= 1  #@ oppose
    return leader  #@ done
`,
    java: `
class Solution {
    static int majorityElement(int[] nums) {
        int leader = nums[0]; //@ leader
        int lead = 0; //@ lead
        for (int i = 0; i < nums.length; i++) { //@ vote
            if (lead == 0) { //@ open
                leader = nums[i]; //@ crown
            }
            if (nums[i] == leader) { //@ compare
                lead += 1; //@ support
            } else {
                lead -= 1; //@ oppose
            }
        }
        return leader; //@ done
    }
}
`,
  },
  cases: [
    { title: 'The leader changes on the way', args: [[3, 8, 8, 3, 8]] },
    { title: 'The majority comes first', args: [[6, 6, 6, 1, 2]] },
    { title: 'Negative numbers vote too', args: [[-1, 4, -1]] },
    { title: 'One vote decides', args: [[9]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'vote', variable: 'i' },
    { lineId: 'crown', variable: 'leader' },
    { lineId: 'support', variable: 'lead' },
    { lineId: 'oppose', variable: 'lead' },
  ],
  narration: {
    leader: {
      phase: 'setup',
      description: 'Some number has to be named first: take {leader}.',
      annotation: 'leader {leader}',
      calculation: 'leader = {leader}',
    },
    lead: {
      phase: 'setup',
      description: 'No vote is counted yet, so nobody is ahead.',
      annotation: 'lead {lead}',
      calculation: 'lead = {lead}',
    },
    vote: {
      phase: 'vote',
      description: 'The vote at index {i} goes to {nums[i]}.',
      annotation: 'a vote for {nums[i]}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    open: {
      phase: 'vote',
      description:
        '{lead === 0 ? "All earlier votes cancel out, so the lead is open." : leader + " is ahead by " + lead + " and stays the leader."}',
      annotation: '{lead === 0 ? "open" : leader + " leads"}',
      calculation: '{lead} = 0: {lead === 0}',
    },
    crown: {
      phase: 'vote',
      description: 'This vote makes {leader} the leader.',
      annotation: 'leader {leader}',
      calculation: 'leader = {leader}',
    },
    compare: {
      phase: 'count',
      description: 'Is the vote for the leader {leader}?',
      annotation: '{nums[i]} and {leader}',
      calculation: '{nums[i]} = {leader}: {nums[i] === leader}',
    },
    support: {
      phase: 'count',
      description: 'It is: {leader} is ahead by {lead} now.',
      annotation: 'lead {lead}',
      calculation: '{lead - 1} + 1 = {lead}',
    },
    oppose: {
      phase: 'count',
      description: 'It is not, and cancels one vote for {leader}: the lead shrinks to {lead}.',
      annotation: 'lead {lead}',
      calculation: '{lead + 1} - 1 = {lead}',
    },
    done: {
      phase: 'done',
      description: 'The votes left uncancelled are for {result}, so the majority is too.',
      annotation: 'majority {result}',
      calculation: 'leader = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Boyer and Moore: a majority survives every cancellation',
      explanation:
        'Whenever the counter falls to zero, the prefix up to there splits into pairs of unequal elements. At most one member of each pair is the majority value, so removing the prefix leaves that value a majority of the rest. By induction it is the candidate at the end. Two variables and one pass suffice, where a hash map of counts would need linear memory and sorting would need more time. The promise of an absolute majority is essential: without it the candidate is meaningless, and a second pass must count its occurrences before it may be returned.',
      keyInsight: 'Remove two unequal elements, and whoever had more than half has it still.',
    },
    fun: {
      headline: 'King of the hill, with water balloons',
      explanation:
        'Teams arrive at a hill one child at a time. If the top is empty, the newcomer plants a flag. If a teammate already holds it, up they climb and stand beside each other. If it belongs to somebody else, the newcomer and one of the defenders throw their balloons at the same moment and both go home soaked. Now one team brought more children than all the rest together. Even if every rival takes one of them along, there are not enough rivals. Look whose flag is flying at dinner time.',
      keyInsight: 'One balloon each, both go home, and the biggest team cannot run out.',
    },
    spiritual: {
      headline: 'What is most present remains when disputes are laid down',
      explanation:
        'Many voices speak within us, and they contradict each other. You need not tally them all. Whenever two disagree, let both be quiet; neither has lost, they have merely met. If a silence comes, greet whoever speaks next as your guest, without memory of the earlier ones. The guest may change several times, and this is not a failure. The deepest conviction, the one that is more than all others together, has enough breath to outlast each meeting. Stay until the end, and listen to who is there.',
      keyInsight: 'Let opposites dissolve together; what cannot be dissolved is your answer.',
    },
  },
};
