import type { LessonSource } from '../lesson-source.ts';

export const subarraySumEqualsK: LessonSource = {
  id: 'subarray-sum-equals-k',
  summary: 'A subarray is the difference of two prefixes, so count the earlier prefixes that fit.',
  code: {
    javascript: `
function subarraySum(nums, k) {
  const counts = new Map([[0, 1]]); //@ init
  let prefix = 0; //@ prefix
  let found = 0; //@ found
  for (let i = 0; i < nums.length; i++) { //@ loop
    prefix += nums[i]; //@ extend
    found += counts.get(prefix - k) ?? 0; //@ match
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1); //@ remember
  }
  return found; //@ done
}
`,
    python: `
def subarray_sum(nums, k):
    counts = {0: 1}  #@ init
    prefix = 0  #@ prefix
    found = 0  #@ found
    for i in range(len(nums)):  #@ loop
        prefix += nums[i]  #@ extend
        found += counts.get(prefix - k, 0)  #@ match
        counts[prefix] = counts.get(prefix, 0) + 1  #@ remember
    return found  #@ done
`,
    java: `
import java.util.HashMap;
import java.util.Map;

class Solution {
    static int subarraySum(int[] nums, int k) {
        Map<Integer, Integer> counts = new HashMap<>(Map.of(0, 1)); //@ init
        int prefix = 0; //@ prefix
        int found = 0; //@ found
        for (int i = 0; i < nums.length; i++) { //@ loop
            prefix += nums[i]; //@ extend
            found += counts.getOrDefault(prefix - k, 0); //@ match
            counts.merge(prefix, 1, Integer::sum); //@ remember
        }
        return found; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Subarrays that overlap', args: [[1, 2, 1, 2], 3] },
    { title: 'Negative numbers come and go', args: [[3, -1, 1, 2], 3] },
    { title: 'Zeros multiply the answers', args: [[0, 0, 0], 0] },
    { title: 'Nothing adds up to it', args: [[5], 4] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'extend', variable: 'prefix' },
    { lineId: 'match', variable: 'found' },
    { lineId: 'remember', variable: 'counts' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Before any number, the empty prefix with sum 0 has occurred once.',
      annotation: 'empty prefix counts',
      calculation: 'counts[0] = {counts[0]}',
    },
    prefix: {
      phase: 'setup',
      description: 'The running sum starts at {prefix}.',
      annotation: 'prefix is {prefix}',
      calculation: 'prefix = {prefix}',
    },
    found: {
      phase: 'setup',
      description: 'No subarray with the sum {k} has been counted yet.',
      annotation: 'found {found}',
      calculation: 'found = {found}',
    },
    loop: {
      phase: 'scan',
      description: 'Go to the number {nums[i]} at index {i}.',
      annotation: 'looking at {nums[i]}',
      calculation: 'nums[{i}] = {nums[i]}',
    },
    extend: {
      phase: 'extend',
      description: 'The numbers up to index {i} sum to {prefix}.',
      annotation: 'prefix is {prefix}',
      calculation: '{prefix - nums[i]} + {nums[i] < 0 ? "(" + nums[i] + ")" : nums[i]} = {prefix}',
    },
    match: {
      phase: 'lookup',
      description:
        'A subarray that ends here has the sum {k} when the prefix before it was {prefix - k}; the number of such prefixes is {counts[prefix - k] ?? 0}, and the count becomes {found}.',
      annotation: '{counts[prefix - k] ?? 0} more, found {found}',
      calculation: '{found - (counts[prefix - k] ?? 0)} + {counts[prefix - k] ?? 0} = {found}',
    },
    remember: {
      phase: 'remember',
      description:
        'Remember the prefix sum {prefix}; number of times it has occurred: {counts[prefix]}.',
      annotation: 'prefix {prefix}: {counts[prefix]}×',
      calculation: 'counts[{prefix}] = {counts[prefix] - 1} + 1 = {counts[prefix]}',
    },
    done: {
      phase: 'done',
      description:
        'Every end was considered: the number of subarrays with the sum {k} is {result}.',
      annotation: 'count {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Two prefixes and their difference',
      explanation:
        'Let P(i) be the sum of the first i numbers. The subarray from i up to, not including, j sums to P(j) - P(i), so the question becomes: how many earlier prefixes equal P(j) - k? A hash map from prefix sum to its number of occurrences answers in expected O(1) for each j, giving O(n) time and O(n) space. The entry for 0 stands for the empty prefix and admits subarrays that begin at index 0. Look up before recording, or k = 0 would count empty subarrays. Since negative numbers are allowed, a sliding window would not be correct.',
      keyInsight: 'Fix the end, and each fitting start is an earlier prefix of known sum.',
    },
    fun: {
      headline: 'Milestones on a wobbly road trip',
      explanation:
        'You drive along a road, and the odometer jumps by whatever number each town shouts, sometimes backwards, because this car is weird. At every stop you scribble the reading on a napkin, starting with a proud 0 in your own driveway. Now the game: how many trips of exactly k could end right here? Just subtract k from the odometer and count that reading on the napkin. Three matches? Three trips! No rewinding, no redriving. Check the napkin first and scribble afterwards, otherwise standing still might count as a journey.',
      keyInsight: 'Odometer minus k: count that number on the napkin.',
    },
    spiritual: {
      headline: 'Every stretch of the path is the space between two moments',
      explanation:
        'You carry with you the sum of all that has been, joys and losses alike. What lies between two moments of your life is nothing other than how you have changed from one to the next. So do not walk the old roads again to understand them. Keep a gentle record of who you have been, and even of the silence before the first step, for that beginning counts as well. Then every present moment can see at once how many paths of the sought length lead into it.',
      keyInsight: 'Remember the origin: without zero, no journey from the start is seen.',
    },
  },
};
