import type { LessonSource } from './lesson-source.ts';
import { binarySearch } from './lessons/binary-search.ts';
import { climbingStairs } from './lessons/climbing-stairs.ts';
import { coinChange } from './lessons/coin-change.ts';
import { containerWithMostWater } from './lessons/container-with-most-water.ts';
import { containsDuplicate } from './lessons/contains-duplicate.ts';
import { courseSchedule } from './lessons/course-schedule.ts';
import { dailyTemperatures } from './lessons/daily-temperatures.ts';
import { editDistance } from './lessons/edit-distance.ts';
import { greatestCommonDivisor } from './lessons/greatest-common-divisor.ts';
import { groupAnagrams } from './lessons/group-anagrams.ts';
import { insertionSort } from './lessons/insertion-sort.ts';
import { jumpGame } from './lessons/jump-game.ts';
import { kthLargest } from './lessons/kth-largest.ts';
import { largestRectangle } from './lessons/largest-rectangle.ts';
import { longestCommonSubsequence } from './lessons/longest-common-subsequence.ts';
import { longestUniqueSubstring } from './lessons/longest-unique-substring.ts';
import { maxSumWindow } from './lessons/max-sum-window.ts';
import { mergeIntervals } from './lessons/merge-intervals.ts';
import { mergeSortedArrays } from './lessons/merge-sorted-arrays.ts';
import { minimumWindowSubstring } from './lessons/minimum-window-substring.ts';
import { nQueens } from './lessons/n-queens.ts';
import { numberOfIslands } from './lessons/number-of-islands.ts';
import { rottingOranges } from './lessons/rotting-oranges.ts';
import { searchRotated } from './lessons/search-rotated.ts';
import { shortestPath } from './lessons/shortest-path.ts';
import { sieveOfPrimes } from './lessons/sieve-of-primes.ts';
import { singleNumber } from './lessons/single-number.ts';
import { subarraySumEqualsK } from './lessons/subarray-sum-equals-k.ts';
import { subsets } from './lessons/subsets.ts';
import { treeMaxDepth } from './lessons/tree-max-depth.ts';
import { twoSum } from './lessons/two-sum.ts';
import { twoSumSorted } from './lessons/two-sum-sorted.ts';
import { validPalindrome } from './lessons/valid-palindrome.ts';
import { validParentheses } from './lessons/valid-parentheses.ts';

/** Every reference lesson, in the order of their ids. */
export const lessonSources: readonly LessonSource[] = [
  binarySearch,
  climbingStairs,
  coinChange,
  containerWithMostWater,
  containsDuplicate,
  courseSchedule,
  dailyTemperatures,
  editDistance,
  greatestCommonDivisor,
  groupAnagrams,
  insertionSort,
  jumpGame,
  kthLargest,
  largestRectangle,
  longestCommonSubsequence,
  longestUniqueSubstring,
  maxSumWindow,
  mergeIntervals,
  mergeSortedArrays,
  minimumWindowSubstring,
  nQueens,
  numberOfIslands,
  rottingOranges,
  searchRotated,
  shortestPath,
  sieveOfPrimes,
  singleNumber,
  subarraySumEqualsK,
  subsets,
  treeMaxDepth,
  twoSum,
  twoSumSorted,
  validPalindrome,
  validParentheses,
];

const byId = new Map(lessonSources.map((source) => [source.id, source]));

/** The reference lesson for a problem of the bundled catalogue, undefined for any other problem. */
export function findLessonSource(problemId: string): LessonSource | undefined {
  return byId.get(problemId);
}
