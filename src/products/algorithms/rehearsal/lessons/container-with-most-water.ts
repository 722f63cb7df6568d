import type { LessonSource } from '../lesson-source.ts';

export const containerWithMostWater: LessonSource = {
  id: 'container-with-most-water',
  summary: 'Start as wide as possible and give up only the lower wall, which can never do better.',
  code: {
    javascript: `
function maxArea(heights) {
  let left = 0; //@ left
  let right = heights.length - 1; //@ right
  let best = 0; //@ best
  while (left < right) { //@ loop
    const area = Math.min(heights[left], heights[right]) * (right - left); //@ area
    best = Math.max(best, area); //@ update
    if (heights[left] < heights[right]) { //@ lower
      left++; //@ moveLeft
    } else {
      right--; //@ moveRight
    }
  }
  return best; //@ done
}
`,
    python: `
def max_area(heights):
    left = 0  #@ left
    right = len(heights) - 1  #@ right
    best = 0  #@ best
    while left < right:  #@ loop
        area = min(heights[left], heights[right]) * (right - left)  #@ area
        best = max(best, area)  #@ update
        if heights[left] < heights[right]:  #@ lower
            left += 1  #@ moveLeft
        else:
            right -= 1  #@ moveRight
    return best  #@ done
`,
    java: `
class Solution {
    static int maxArea(int[] heights) {
        int left = 0; //@ left
        int right = heights.length - 1; //@ right
        int best = 0; //@ best
        while (left < right) { //@ loop
            int area = Math.min(heights[left], heights[right]) * (right - left); //@ area
            best = Math.max(best, area); //@ update
            if (heights[left] < heights[right]) { //@ lower
                left++; //@ moveLeft
            } else {
                right--; //@ moveRight
            }
        }
        return best; //@ done
    }
}
`,
  },
  cases: [
    { title: 'The widest container is not the best', args: [[1, 8, 6, 2, 7]] },
    { title: 'Two tall walls stand close together', args: [[2, 9, 9, 1]] },
    { title: 'Equal walls: the first look is the best', args: [[4, 4, 4, 4]] },
    { title: 'Only two walls', args: [[3, 1]] },
  ],
  structure: { variable: 'heights', kind: 'array' },
  pointers: ['left', 'right'],
  valueSlots: [
    { lineId: 'area', variable: 'area' },
    { lineId: 'update', variable: 'best' },
  ],
  narration: {
    left: {
      phase: 'setup',
      description: 'Choose the first wall, of height {heights[left]}, as the left side.',
      annotation: 'left wall at {left}',
      calculation: 'left = {left}',
    },
    right: {
      phase: 'setup',
      description: 'Choose the last wall, of height {heights[right]}, as the right side.',
      annotation: 'right wall at {right}',
      calculation: 'right = {heights.length} - 1 = {right}',
    },
    best: {
      phase: 'setup',
      description: 'No container has been measured yet, so the best area is {best}.',
      annotation: 'best is {best}',
      calculation: 'best = {best}',
    },
    loop: {
      phase: 'scan',
      description:
        'The walls at {left} and {right} are different ones: together they hold some water.',
      annotation: 'walls {left} and {right}',
      calculation: '{left} < {right}: {left < right}',
    },
    area: {
      phase: 'measure',
      description:
        'The water rises to the lower of {heights[left]} and {heights[right]} over a width of {right - left}: the area is {area}.',
      annotation: 'area {area}',
      calculation: 'min({heights[left]}, {heights[right]}) × ({right} - {left}) = {area}',
    },
    update: {
      phase: 'measure',
      description:
        'Compare with the record: {area === best ? "no container so far held more than" : "this one stays below"} {best}.',
      annotation: 'best is {best}',
      calculation: 'largest area so far = {best}',
    },
    lower: {
      phase: 'compare',
      description:
        'Is the left wall the lower one? {heights[left] < heights[right] ? "Yes, it limits the water." : "No, so the right wall may be given up."}',
      annotation: '{heights[left]} against {heights[right]}',
      calculation: '{heights[left]} < {heights[right]}: {heights[left] < heights[right]}',
    },
    moveLeft: {
      phase: 'move',
      description:
        'No narrower container with the wall of height {heights[left - 1]} can hold more: go on to the wall at index {left}.',
      annotation: 'left moves to {left}',
      calculation: 'left = {left - 1} + 1 = {left}',
    },
    moveRight: {
      phase: 'move',
      description:
        'No narrower container with the wall of height {heights[right + 1]} can hold more: go on to the wall at index {right}.',
      annotation: 'right moves to {right}',
      calculation: 'right = {right + 1} - 1 = {right}',
    },
    done: {
      phase: 'done',
      description: 'The pointers stand on the same wall; the largest area of all is {result}.',
      annotation: 'most water: {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Discard the wall that can no longer win',
      explanation:
        'An area is the lower height times the distance, and there are O(n²) pairs. Begin with the greatest distance. Suppose the left wall is not higher than the right: every other container that uses it within the current range is narrower and can rise no higher than that same wall, so none beats the area just measured. The wall is dropped with all its pairs at once, without losing an optimum. By symmetry the same holds on the right, and for equal heights either wall may go. Each step removes one wall: O(n) time, O(1) space.',
      keyInsight: 'The lower wall has seen its best partner already, so it may leave.',
    },
    fun: {
      headline: 'The paddling pool committee',
      explanation:
        'You and a friend hold up two boards at the far ends of the garden and measure how much pool fits between. Great width, but your board barely reaches your ankles! Shuffling closer makes the pool narrower, so the only excuse for shuffling is a chance of a taller board. Swapping the tall one would be silly: water spills over the short one all the same. So whoever holds the shorter board drops it and walks inwards. Keep the record on a sticky note, and stop when you bump noses.',
      keyInsight: 'The shorter board walks; the taller one waits for better company.',
    },
    spiritual: {
      headline: 'What limits you is where you may let go',
      explanation:
        'Two shores hold the water between them, and it rests at the height of the humbler one. We like to change what is already strong, and wonder why nothing rises. See clearly which side is the limit and release that side with gratitude: it has given all that it could. The space becomes smaller, yes; but within the smaller space a deeper fullness may appear. Remember the greatest abundance you have known, keep walking inward, and trust that nothing of worth was left behind.',
      keyInsight: 'Letting go of the limit costs nothing that it could still have given.',
    },
  },
};
