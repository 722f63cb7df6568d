import type { LessonSource } from './lesson-source.ts';
import { activitySelection } from './lessons/activity-selection.ts';
import { allPairsDistances } from './lessons/all-pairs-distances.ts';
import { balanceIndex } from './lessons/balance-index.ts';
import { bestTrade } from './lessons/best-trade.ts';
import { binarySearch } from './lessons/binary-search.ts';
import { climbingStairs } from './lessons/climbing-stairs.ts';
import { coinChange } from './lessons/coin-change.ts';
import { combinationSum } from './lessons/combination-sum.ts';
import { containerWithMostWater } from './lessons/container-with-most-water.ts';
import { containsDuplicate } from './lessons/contains-duplicate.ts';
import { countInversions } from './lessons/count-inversions.ts';
import { countingBits } from './lessons/counting-bits.ts';
import { courseSchedule } from './lessons/course-schedule.ts';
import { dailyTemperatures } from './lessons/daily-temperatures.ts';
import { editDistance } from './lessons/edit-distance.ts';
import { findPattern } from './lessons/find-pattern.ts';
import { greatestCommonDivisor } from './lessons/greatest-common-divisor.ts';
import { groupAnagrams } from './lessons/group-anagrams.ts';
import { heapSort } from './lessons/heap-sort.ts';
import { insertionSort } from './lessons/insertion-sort.ts';
import { jumpGame } from './lessons/jump-game.ts';
import { kthLargest } from './lessons/kth-largest.ts';
import { largestRectangle } from './lessons/largest-rectangle.ts';
import { linkedListCycle } from './lessons/linked-list-cycle.ts';
import { longestCommonSubsequence } from './lessons/longest-common-subsequence.ts';
import { longestUniqueSubstring } from './lessons/longest-unique-substring.ts';
import { majorityElement } from './lessons/majority-element.ts';
import { maxSumWindow } from './lessons/max-sum-window.ts';
import { mergeIntervals } from './lessons/merge-intervals.ts';
import { mergeSort } from './lessons/merge-sort.ts';
import { mergeSortedArrays } from './lessons/merge-sorted-arrays.ts';
import { minimumPathSum } from './lessons/minimum-path-sum.ts';
import { minimumWindowSubstring } from './lessons/minimum-window-substring.ts';
import { modularPower } from './lessons/modular-power.ts';
import { moveZeros } from './lessons/move-zeros.ts';
import { nQueens } from './lessons/n-queens.ts';
import { numberOfIslands } from './lessons/number-of-islands.ts';
import { parallelJobs } from './lessons/parallel-jobs.ts';
import { prefixCounts } from './lessons/prefix-counts.ts';
import { queueFromStacks } from './lessons/queue-from-stacks.ts';
import { readingSpeed } from './lessons/reading-speed.ts';
import { redundantConnection } from './lessons/redundant-connection.ts';
import { reverseLinkedList } from './lessons/reverse-linked-list.ts';
import { rottingOranges } from './lessons/rotting-oranges.ts';
import { searchRotated } from './lessons/search-rotated.ts';
import { selectionSort } from './lessons/selection-sort.ts';
import { shortestPath } from './lessons/shortest-path.ts';
import { sieveOfPrimes } from './lessons/sieve-of-primes.ts';
import { singleNumber } from './lessons/single-number.ts';
import { slidingWindowMaximum } from './lessons/sliding-window-maximum.ts';
import { spiralMatrix } from './lessons/spiral-matrix.ts';
import { subarraySumEqualsK } from './lessons/subarray-sum-equals-k.ts';
import { subsets } from './lessons/subsets.ts';
import { trappingRainWater } from './lessons/trapping-rain-water.ts';
import { treeMaxDepth } from './lessons/tree-max-depth.ts';
import { twoSum } from './lessons/two-sum.ts';
import { twoSumSorted } from './lessons/two-sum-sorted.ts';
import { validPalindrome } from './lessons/valid-palindrome.ts';
import { validParentheses } from './lessons/valid-parentheses.ts';
import { wildcardMatching } from './lessons/wildcard-matching.ts';

/** Every reference lesson, in the order of their ids. */
export const lessonSources: readonly LessonSource[] = [
  activitySelection,
  allPairsDistances,
  balanceIndex,
  bestTrade,
  binarySearch,
  climbingStairs,
  coinChange,
  combinationSum,
  containerWithMostWater,
  containsDuplicate,
  countInversions,
  countingBits,
  courseSchedule,
  dailyTemperatures,
  editDistance,
  findPattern,
  greatestCommonDivisor,
  groupAnagrams,
  heapSort,
  insertionSort,
  jumpGame,
  kthLargest,
  largestRectangle,
  linkedListCycle,
  longestCommonSubsequence,
  longestUniqueSubstring,
  majorityElement,
  maxSumWindow,
  mergeIntervals,
  mergeSort,
  mergeSortedArrays,
  minimumPathSum,
  minimumWindowSubstring,
  modularPower,
  moveZeros,
  nQueens,
  numberOfIslands,
  parallelJobs,
  prefixCounts,
  queueFromStacks,
  readingSpeed,
  redundantConnection,
  reverseLinkedList,
  rottingOranges,
  searchRotated,
  selectionSort,
  shortestPath,
  sieveOfPrimes,
  singleNumber,
  slidingWindowMaximum,
  spiralMatrix,
  subarraySumEqualsK,
  subsets,
  trappingRainWater,
  treeMaxDepth,
  twoSum,
  twoSumSorted,
  validPalindrome,
  validParentheses,
  wildcardMatching,
];

const byId = new Map(lessonSources.map((source) => [source.id, source]));

/** The reference lesson for a problem of the bundled catalogue, undefined for any other problem. */
export function findLessonSource(problemId: string): LessonSource | undefined {
  return byId.get(problemId);
}
