import type { LessonSource } from '../lesson-source.ts';

export const moveZeros: LessonSource = {
  id: 'move-zeros',
  summary: 'One pointer reads, another writes: what is worth keeping closes up, and zeros follow.',
  code: {
    javascript: `
function moveZeros(nums) {
  let write = 0; //@ init
  for (let read = 0; read < nums.length; read++) { //@ read
    if (nums[read] !== 0) { //@ check
      nums[write] = nums[read]; //@ keep
      write += 1; //@ grow
    }
  }
  while (write < nums.length) { //@ open
    nums[write] = 0; //@ fill
    write += 1; //@ next
  }
  return nums; //@ done
}
`,
    python: `
def move_zeros(nums):
    write = 0  #@ init
    for read in range(len(nums)):  #@ read
        if nums[read] != 0:  #@ check
            nums[write] = nums[read]  #@ keep
            write += 1  #@ grow
    while write < len(nums):  #@ open
        nums[write] = 0  #@ fill
        write += 1  #@ next
    return nums  #@ done
`,
    java: `
class Solution {
    static int[] moveZeros(int[] nums) {
        int write = 0; //@ init
        for (int read = 0; read < nums.length; read++) { //@ read
            if (nums[read] != 0) { //@ check
                nums[write] = nums[read]; //@ keep
                write += 1; //@ grow
            }
        }
        while (write < nums.length) { //@ open
            nums[write] = 0; //@ fill
            write += 1; //@ next
        }
        return nums; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Zeros between the numbers', args: [[0, 6, 0, 2]] },
    { title: 'No zero to move', args: [[4, -1]] },
    { title: 'Nothing but zeros', args: [[0, 0, 0]] },
    { title: 'The zeros stand at the end already', args: [[7, 7, 0]] },
  ],
  structure: { variable: 'nums', kind: 'array' },
  pointers: ['read', 'write'],
  valueSlots: [
    { lineId: 'read', variable: 'read' },
    { lineId: 'keep', variable: 'nums' },
    { lineId: 'grow', variable: 'write' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'The next number worth keeping will be written at index {write}.',
      annotation: 'write at {write}',
      calculation: 'write = {write}',
    },
    read: {
      phase: 'compact',
      description: 'Read index {read}: it holds {nums[read]}.',
      annotation: 'reading {nums[read]}',
      calculation: 'nums[{read}] = {nums[read]}',
    },
    check: {
      phase: 'compact',
      description:
        'Is it worth keeping? {nums[read] === 0 ? "No, a zero is passed over." : "Yes, it is no zero."}',
      annotation: '{nums[read] === 0 ? "pass over" : "keep"}',
      calculation: '{nums[read]} != 0: {nums[read] !== 0}',
    },
    keep: {
      phase: 'compact',
      description:
        '{write === read ? "It stands in the right place, index " + write + ", so writing it there changes nothing." : "Copy it forward from index " + read + " to index " + write + "; what stood there is not needed any more."}',
      annotation: '{nums[write]} at index {write}',
      calculation: 'nums[{write}] = {nums[write]}',
    },
    grow: {
      phase: 'compact',
      description: 'The front now holds {nums.slice(0, write)}, closed up and in the old order.',
      annotation: 'kept: {write}',
      calculation: '{write - 1} + 1 = {write}',
    },
    open: {
      phase: 'fill',
      description: 'All numbers are kept, and index {write} still holds a leftover.',
      annotation: 'left over: {nums.length - write}',
      calculation: '{write} < {nums.length}: {write < nums.length}',
    },
    fill: {
      phase: 'fill',
      description: 'Put one of the skipped zeros at index {write}.',
      annotation: 'zero at {write}',
      calculation: 'nums[{write}] = {nums[write]}',
    },
    next: {
      phase: 'fill',
      description:
        '{write === nums.length ? "That was the last place." : "Go on to index " + write + "."}',
      annotation: 'write at {write}',
      calculation: '{write - 1} + 1 = {write}',
    },
    done: {
      phase: 'done',
      description: 'The numbers come first and the zeros last: {result}.',
      annotation: 'done',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Stable compaction with a read and a write index',
      explanation:
        'The invariant has two halves: nums[0..write) holds every nonzero element read so far in its original order, and write never exceeds read. So an assignment can only overwrite a cell whose content was read earlier; no value is lost. After the pass exactly write elements were kept, and the remaining cells are the number of zeros, to be set explicitly. Two linear loops, two integers of memory. The usual mistake is to delete and append zeros while iterating: each deletion shifts the tail, which makes the pass quadratic and lets the loop jump over elements.',
      keyInsight: 'As long as writing never overtakes reading, the array can be its own output.',
    },
    fun: {
      headline: 'Closing the gaps at the cinema',
      explanation:
        'Half of the cinema row is empty seats, and latecomers are waiting outside. The usher walks along the row from the left with a torch. Whenever the beam meets a person, he taps them on the shoulder: would you move down to where my colleague stands? The colleague points at the first chair that is still to be settled, then takes one step to the right. Nobody changes the order of friends. When the torch reaches the wall, everybody sits together, and the colleague hangs a vacant sign on every chair from where she stands to the aisle.',
      keyInsight: 'One walks ahead and looks, one stays behind and seats.',
    },
    spiritual: {
      headline: 'Gather the full, and emptiness finds its own place',
      explanation:
        'There is no need to struggle with what is empty. Look at each thing once. If it has weight, carry it to the place that was prepared, and prepare the following one. If it has none, simply walk on; it asks for nothing. The hand that sets down never hurries past the eye that sees, and so nothing precious is covered. When everything has been seen, a quiet space lies open behind what was gathered. Fill it with silence. The order of the living was kept throughout.',
      keyInsight: 'Care for what is there; the emptiness will collect by itself at the end.',
    },
  },
};
