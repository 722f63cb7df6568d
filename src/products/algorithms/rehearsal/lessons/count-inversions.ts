import type { LessonSource } from '../lesson-source.ts';

export const countInversions: LessonSource = {
  id: 'count-inversions',
  summary: 'A Fenwick tree answers how many smaller numbers have been seen in a handful of steps.',
  code: {
    javascript: `
function countInversions(order) {
  const tree = new Array(order.length + 1).fill(0); //@ tree
  let inversions = 0; //@ zero
  for (let i = order.length - 1; i >= 0; i--) { //@ next
    let node = order[i] - 1; //@ ask
    while (node > 0) {
      inversions += tree[node]; //@ add
      node -= node & -node;
    }
    node = order[i]; //@ enter
    while (node <= order.length) {
      tree[node] += 1; //@ note
      node += node & -node;
    }
  }
  return inversions; //@ done
}
`,
    python: `
def count_inversions(order):
    tree = [0] * (len(order) + 1)  #@ tree
    inversions = 0  #@ zero
    for i in range(len(order) - 1, -1, -1):  #@ next
        node = order[i] - 1  #@ ask
        while node > 0:
            inversions += tree[node]  #@ add
            node -= node & -node
        node = order[i]  #@ enter
        while node <= len(order):
            tree[node] += 1  #@ note
            node += node & -node
    return inversions  #@ done
`,
    java: `
class Solution {
    static int countInversions(int[] order) {
        int[] tree = new int[order.length + 1]; //@ tree
        int inversions = 0; //@ zero
        for (int i = order.length - 1; i >= 0; i--) { //@ next
            int node = order[i] - 1; //@ ask
            while (node > 0) {
                inversions += tree[node]; //@ add
                node -= node & -node;
            }
            node = order[i]; //@ enter
            while (node <= order.length) {
                tree[node] += 1; //@ note
                node += node & -node;
            }
        }
        return inversions; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Four numbers with four inversions', args: [[3, 4, 1, 2]] },
    { title: 'Upside down: every pair counts', args: [[4, 3, 2, 1]] },
    { title: 'In order from the start', args: [[1, 2, 3]] },
    { title: 'The greatest comes too early', args: [[1, 5, 2, 3, 4]] },
    { title: 'No numbers', args: [[]] },
  ],
  structure: { variable: 'tree', kind: 'array' },
  pointers: ['node'],
  valueSlots: [
    { lineId: 'next', variable: 'i' },
    { lineId: 'add', variable: 'inversions' },
    { lineId: 'note', variable: 'tree' },
  ],
  narration: {
    tree: {
      phase: 'setup',
      description:
        '{order.length === 0 ? "Without numbers the tree has no nodes but the unused node 0." : "The tree has the nodes 1 to " + order.length + "; node 0 is not used. Each will count how many numbers of its own small range have been seen."}',
      annotation: 'nodes: {order.length}',
      calculation: 'tree = {tree}',
    },
    zero: {
      phase: 'setup',
      description: 'No pair in the wrong order has been counted yet.',
      annotation: 'inversions {inversions}',
      calculation: 'inversions = {inversions}',
    },
    next: {
      phase: 'ask',
      description:
        'Go from right to left: the next number is {order[i]} at index {i}; {i === order.length - 1 ? "nothing stands behind it" : "behind it stand " + order.slice(i + 1).join(", ")}.',
      annotation: 'number {order[i]}',
      calculation: 'order[{i}] = {order[i]}',
    },
    ask: {
      phase: 'ask',
      description:
        '{node === 0 ? "No number is smaller than 1, so there is nothing to ask." : "How many of the numbers up to " + node + " stand behind it? Begin at node " + node + "."}',
      annotation: 'smaller than {order[i]}',
      calculation: '{order[i]} - 1 = {node}',
    },
    add: {
      phase: 'ask',
      description:
        'Node {node} stands for {(node & -node) === 1 ? "the number " + node : "the numbers " + (node - (node & -node) + 1) + " to " + node} and has seen {tree[node]}: that makes {inversions} {inversions === 1 ? "inversion" : "inversions"}.',
      annotation: 'inversions {inversions}',
      calculation: '{inversions - tree[node]} + {tree[node]} = {inversions}',
    },
    enter: {
      phase: 'enter',
      description:
        'Enter {order[i]} itself: every node whose range includes it counts one more, from node {node} on.',
      annotation: 'enter {order[i]}',
      calculation: 'node = {node}',
    },
    note: {
      phase: 'enter',
      description:
        'Node {node}, which stands for {(node & -node) === 1 ? "the number " + node : "the numbers " + (node - (node & -node) + 1) + " to " + node}, has seen {tree[node]}.',
      annotation: 'node {node}: {tree[node]}',
      calculation: '{tree[node] - 1} + 1 = {tree[node]}',
    },
    done: {
      phase: 'done',
      description: 'Every number was asked about: pairs in the wrong order number {result}.',
      annotation: 'inversions {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Prefix sums that can be updated',
      explanation:
        'Scanning from the right, the inversions that begin at an element are the smaller elements already seen: a prefix sum over a table of values. A plain table answers in linear time, prefix sums update in linear time; a Fenwick tree does both in O(log n). Node v stores the sum of the range that ends at v and is as long as the lowest set bit of v. A query removes that bit again and again, an update adds it. Values are 1 to n here; others would be replaced by their ranks first. Asking before entering keeps an element from being compared with itself.',
      keyInsight:
        'Cut a prefix at the bits of its end, and both asking and changing are logarithmic.',
    },
    fun: {
      headline: 'Queue-jumpers and the gossiping porters',
      explanation:
        'Guests have numbered tickets but sit in the wrong order. From the back of the hall a lady walks forward and wants to know, for each guest, how many with a lower ticket sit behind. She keeps no list. There are porters, and each minds a little stretch of numbers: some one number, some two, some four. To learn about the tickets below seven she asks the porter who minds five and six, then the one for one to four, done. When a guest is ticked off, only the few porters whose stretch holds that ticket make a chalk mark. The porters gossip all evening and hardly move.',
      keyInsight: 'Ask a few porters, tell a few porters, and never count the hall.',
    },
    spiritual: {
      headline: 'To know disorder without reliving it',
      explanation:
        'Every unrest consists of small reversals: something lesser stands behind something greater. To weigh them all pair by pair would take a lifetime. Go back from the end instead, and at each one pause to ask how much that is smaller has been met already. Memory need not hold each thing singly. Let it have a few places, some that keep one thing, some that keep many, so that any question is answered by a handful of voices. Ask first, and only then let this one, too, enter into memory. The sum is no reproach; it is merely how far the way to order is.',
      keyInsight: 'A wise memory is one that few voices can answer for and few must learn anew.',
    },
  },
};
