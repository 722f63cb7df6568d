import type { LessonSource } from '../lesson-source.ts';

export const trappingRainWater: LessonSource = {
  id: 'trapping-rain-water',
  summary: 'On the lower side the water level is already certain, whatever lies in between.',
  code: {
    javascript: `
function trapWater(heights) {
  let left = 0; //@ left
  let right = heights.length - 1; //@ right
  let leftWall = 0;
  let rightWall = 0;
  let water = 0; //@ dry
  while (left < right) {
    if (heights[left] <= heights[right]) { //@ lower
      leftWall = Math.max(leftWall, heights[left]); //@ wallLeft
      water += leftWall - heights[left]; //@ pourLeft
      left += 1;
    } else {
      rightWall = Math.max(rightWall, heights[right]); //@ wallRight
      water += rightWall - heights[right]; //@ pourRight
      right -= 1;
    }
  }
  return water; //@ done
}
`,
    python: `
def trap_water(heights):
    left = 0  #@ left
    right = len(heights) - 1  #@ right
    leftWall = 0
    rightWall = 0
    water = 0  #@ dry
    while left < right:
        if heights[left] <= heights[right]:  #@ lower
            leftWall = max(leftWall, heights[left])  #@ wallLeft
            water += leftWall - heights[left]  #@ pourLeft
            left += 1
        else:
            rightWall = max(rightWall, heights[right])  #@ wallRight
            water += rightWall - heights[right]  #@ pourRight
            right -= 1
    return water  #@ done
`,
    java: `
class Solution {
    static int trapWater(int[] heights) {
        int left = 0; //@ left
        int right = heights.length - 1; //@ right
        int leftWall = 0;
        int rightWall = 0;
        int water = 0; //@ dry
        while (left < right) {
            if (heights[left] <= heights[right]) { //@ lower
                leftWall = Math.max(leftWall, heights[left]); //@ wallLeft
                water += leftWall - heights[left]; //@ pourLeft
                left += 1;
            } else {
                rightWall = Math.max(rightWall, heights[right]); //@ wallRight
                water += rightWall - heights[right]; //@ pourRight
                right -= 1;
            }
        }
        return water; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Two puddles at different levels', args: [[3, 0, 2, 4, 1, 2]] },
    { title: 'A staircase holds nothing', args: [[1, 2, 3]] },
    { title: 'A wide basin', args: [[5, 1, 0, 1, 5]] },
    { title: 'The lower wall decides', args: [[2, 0, 6]] },
    { title: 'No terrain at all', args: [[]] },
  ],
  structure: { variable: 'heights', kind: 'array' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'wallLeft', variable: 'leftWall' },
    { lineId: 'wallRight', variable: 'rightWall' },
    { lineId: 'pourLeft', variable: 'water' },
    { lineId: 'pourRight', variable: 'water' },
  ],
  narration: {
    left: {
      phase: 'setup',
      description: 'Begin at both ends: on the left at index {left}.',
      annotation: 'left at {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'setup',
      description:
        '{heights.length === 0 ? "There are no columns, so the right end lies before the left one." : "On the right begin at index " + right + "."}',
      annotation: 'right at {right}',
      calculation: '{heights.length} - 1 = {right}',
    },
    dry: {
      phase: 'setup',
      description: 'No wall has been passed on either side, and nothing is filled yet.',
      annotation: 'water {water}',
      calculation: 'water = {water}',
    },
    lower: {
      phase: 'compare',
      description:
        'The ends are {heights[left]} and {heights[right]} high: {heights[left] <= heights[right] ? "the right one is at least as high, so the left column can be settled" : "the left one is higher, so the right column can be settled"}.',
      annotation: 'settle the {heights[left] <= heights[right] ? "left" : "right"}',
      calculation: '{heights[left]} <= {heights[right]}: {heights[left] <= heights[right]}',
    },
    wallLeft: {
      phase: 'fill',
      description:
        'From the left the highest column so far is {leftWall}: water here rises to that.',
      annotation: 'left wall {leftWall}',
      calculation: 'leftWall = {leftWall}',
    },
    pourLeft: {
      phase: 'fill',
      description:
        'Column {left} is {heights[left]} high and {leftWall === heights[left] ? "stays dry" : "carries " + (leftWall - heights[left])}: the water sums to {water}.',
      annotation: 'water {water}',
      calculation: '{leftWall} - {heights[left]} = {leftWall - heights[left]}',
    },
    wallRight: {
      phase: 'fill',
      description:
        'From the right the highest column so far is {rightWall}: that is the level here.',
      annotation: 'right wall {rightWall}',
      calculation: 'rightWall = {rightWall}',
    },
    pourRight: {
      phase: 'fill',
      description:
        'Column {right} is {heights[right]} high and {rightWall === heights[right] ? "stays dry" : "carries " + (rightWall - heights[right])}: the water sums to {water}.',
      annotation: 'water {water}',
      calculation: '{rightWall} - {heights[right]} = {rightWall - heights[right]}',
    },
    done: {
      phase: 'done',
      description:
        '{heights.length === 0 ? "Where nothing stands, nothing is held: " + result + "." : "The ends have met at a highest column, on which no water stands. In all there is " + result + "."}',
      annotation: 'water {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Two pointers and a certain lower bound',
      explanation:
        'The water over a column is the smaller of the highest columns to its left and to its right, minus its own height. Whenever heights[left] <= heights[right], no column passed on the left is higher than the right end either: the pointer would otherwise have stayed there. So the left maximum is the smaller of the two, and the left column is settled without knowing what lies between. Otherwise the mirror image holds. Each step settles one column for good, in constant time and memory. Two arrays of prefix and suffix maxima give the same result with linear memory.',
      keyInsight: 'The side with the lower end knows its water level already.',
    },
    fun: {
      headline: 'Two plumbers on a rooftop',
      explanation:
        'It has rained on a roof of uneven chimneys, and two plumbers with buckets begin from opposite ends. They shout the height of the chimney in front of them. Whoever has the lower one may work: behind the mate stands something tall enough, so the puddle can only run over on this side, and how high it stands here depends on the tallest chimney this plumber has climbed so far. Scoop, note the litres, one chimney further, shout again. Whoever shouted the higher number leans on it and whistles. At the tallest one they shake hands, wet to the knees.',
      keyInsight: 'The plumber at the lower chimney knows how deep the puddle is.',
    },
    spiritual: {
      headline: 'The humbler shore determines the depth',
      explanation:
        'How much can be held does not depend on the greater strength but on the lesser one. Approach from both sides, and see which is the humbler. There you may be certain: whatever lies hidden in the middle, the other shore will not fail. So fill up this place to the height which has been proven on this side, no more, and take one step inward. The stronger side waits without impatience, until it is itself the humbler one. Where both at last arrive there is a summit, and summits hold nothing; they are what makes the holding possible.',
      keyInsight: 'Go where the lower boundary is, for only there the measure is certain.',
    },
  },
};
