import type { LessonSource } from '../lesson-source.ts';

export const selectionSort: LessonSource = {
  id: 'selection-sort',
  summary: 'Choose the smallest of what is left, put it in front, and never touch it again.',
  code: {
    javascript: `
function selectionSort(nums) {
  for (let place = 0; place < nums.length - 1; place++) { //@ place
    let least = place; //@ least
    for (let i = place + 1; i < nums.length; i++) {
      if (nums[i] < nums[least]) { //@ compare
        least = i; //@ smaller
      }
    }
    [nums[place], nums[least]] = [nums[least], nums[place]]; //@ swap
  }
  return nums; //@ done
}
`,
    python: `
def selection_sort(nums):
    for place in range(len(nums) - 1):  #@ place
        least = place  #@ least
        for i in range(place + 1, len(nums)):
            if nums[i] < nums[least]:  #@ compare
                least = i  #@ smaller
        nums[place], nums[least] = nums[least], nums[place]  #@ swap
    return nums  #@ done
`,
    java: `
class Solution {
    static int[] selectionSort(int[] nums) {
        for (int place = 0; place < nums.length - 1; place++) { //@ place
            int least = place; //@ least
            for (int i = place + 1; i < nums.length; i++) {
                if (nums[i] < nums[least]) { //@ compare
                    least = i; //@ smaller
                }
            }
            int held = nums[place];
            nums[place] = nums[least]; //@ swap
            nums[least] = held;
        }
        return nums; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Four numbers in disorder', args: [[6, 3, 8, 1]] },
    { title: 'In order from the start', args: [[1, 2, 5]] },
    { title: 'Equal and negative numbers', args: [[4, -2, 4]] },
    { title: 'Two numbers change places', args: [[9, 0]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['place', 'least', 'i'],
  valueSlots: [
    { lineId: 'place', variable: 'place' },
    { lineId: 'smaller', variable: 'least' },
    { lineId: 'swap', variable: 'nums' },
  ],
  narration: {
    place: {
      phase: 'round',
      description:
        'Round for index {place}: {place === 0 ? "nothing is sorted yet" : "the front " + JSON.stringify(nums.slice(0, place)) + " is final"}.',
      annotation: 'fill index {place}',
      calculation: '{place} < {nums.length - 1}: {place < nums.length - 1}',
    },
    least: {
      phase: 'round',
      description: 'Until something smaller turns up, {nums[least]} itself is the least.',
      annotation: 'least {nums[least]}',
      calculation: 'least = {least}',
    },
    compare: {
      phase: 'search',
      description:
        'Is {nums[i]} at index {i} smaller than {nums[least]}? {nums[i] < nums[least] ? "It is." : "It is not."}',
      annotation: '{nums[i]} and {nums[least]}',
      calculation: '{nums[i]} < {nums[least]}: {nums[i] < nums[least]}',
    },
    smaller: {
      phase: 'search',
      description: 'The least of the rest so far is {nums[least]}, at index {least}.',
      annotation: 'least {nums[least]}',
      calculation: 'least = {least}',
    },
    swap: {
      phase: 'swap',
      description:
        '{least === place ? nums[place] + " stands on index " + place + " already and stays." : nums[place] + " goes to index " + place + "; " + nums[least] + " takes its former place at index " + least + "."}',
      annotation: '{nums[place]} is final',
      calculation: 'nums = {nums}',
    },
    done: {
      phase: 'done',
      description: 'The number that is left must be the greatest: {result} is sorted.',
      annotation: 'sorted',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Each round fixes the minimum of a suffix',
      explanation:
        'Before round p the first p elements are the smallest ones, in order, and no later round changes them. The inner loop finds the index of the minimum of nums[p..n); one exchange extends the final prefix. The number of comparisons is n(n-1)/2 whatever the input looks like, so a sorted array costs as much as a reversed one. What speaks for it is that there are at most n-1 exchanges, fewer than in most methods, which matters when writing is expensive. With a long-distance exchange equal elements may change their order: it is not stable.',
      keyInsight: 'Look at everything, move once: the minimum of the rest is in place for good.',
    },
    fun: {
      headline: 'The fussy photographer and the class picture',
      explanation:
        'The class is to stand by height, but the photographer trusts no one to know who is small. For the leftmost spot he walks past every single child with a stick. Whenever one is shorter than the best so far he mutters a name and goes on. At the wall he calls that name, and the child swaps places with whoever occupied the spot. Then the same walk for the next spot, one child shorter. It takes an awful lot of walking. Yet in the whole afternoon nobody has to move more often than the photographer points.',
      keyInsight: 'Walk past everyone, then let just two change places.',
    },
    spiritual: {
      headline: 'See all before you move one',
      explanation:
        'There is a way of ordering that consists almost entirely of looking. Let your gaze rest on whatever is nearest, and call it the least. Pass on, and when something humbler appears, transfer the name without regret. Only when nothing has been overlooked do you act, and it is a single act: an exchange, so that the humblest stands in front. That decision is never reopened. The field before you is smaller by one, and you look again, just as completely. Much attention, few gestures; in the end the last finds itself at home.',
      keyInsight: 'Let seeing be long and acting be brief, and no act will need to be undone.',
    },
  },
};
