import type { LessonSource } from '../lesson-source.ts';

export const prefixCounts: LessonSource = {
  id: 'prefix-counts',
  summary: 'Words that begin alike share a path, and a count on each node answers for all of them.',
  code: {
    javascript: `
function prefixCounts(words, prefixes) {
  const trie = [new Map()]; //@ root
  const passed = [0]; //@ passed
  for (const word of words) {
    let node = 0; //@ word
    for (const letter of word) {
      if (!trie[node].has(letter)) { //@ check
        trie[node].set(letter, trie.length); //@ branch
        trie.push(new Map());
        passed.push(0);
      }
      node = trie[node].get(letter); //@ down
      passed[node] += 1; //@ pass
    }
  }
  const counts = []; //@ counts
  for (const prefix of prefixes) {
    let node = 0; //@ ask
    for (const letter of prefix) {
      if (node === -1) break;
      node = trie[node].get(letter) ?? -1; //@ follow
    }
    counts.push(node === -1 ? 0 : passed[node]); //@ answer
  }
  return counts; //@ done
}
`,
    python: `
def prefix_counts(words, prefixes):
    trie = [{}]  #@ root
    passed = [0]  #@ passed
    for word in words:
        node = 0  #@ word
        for letter in word:
            if letter not in trie[node]:  #@ check
                trie[node][letter] = len(trie)  #@ branch
                trie.append({})
                passed.append(0)
            node = trie[node][letter]  #@ down
            passed[node] += 1  #@ pass
    counts = []  #@ counts
    for prefix in prefixes:
        node = 0  #@ ask
        for letter in prefix:
            if node == -1:
                break
            node = trie[node].get(letter, -1)  #@ follow
        counts.append(0 if node == -1 else passed[node])  #@ answer
    return counts  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class Solution {
    static int[] prefixCounts(String[] words, String[] prefixes) {
        List<Map<Character, Integer>> trie = new ArrayList<>(List.of(new HashMap<>())); //@ root
        List<Integer> passed = new ArrayList<>(List.of(0)); //@ passed
        for (String word : words) {
            int node = 0; //@ word
            for (char letter : word.toCharArray()) {
                if (!trie.get(node).containsKey(letter)) { //@ check
                    trie.get(node).put(letter, trie.size()); //@ branch
                    trie.add(new HashMap<>());
                    passed.add(0);
                }
                node = trie.get(node).get(letter); //@ down
                passed.set(node, passed.get(node) + 1); //@ pass
            }
        }
        int[] counts = new int[prefixes.length]; //@ counts
        for (int i = 0; i < prefixes.length; i++) {
            int node = 0; //@ ask
            for (char letter : prefixes[i].toCharArray()) {
                if (node == -1) break;
                node = trie.get(node).getOrDefault(letter, -1); //@ follow
            }
            counts[i] = node == -1 ? 0 : passed.get(node); //@ answer
        }
        return counts; //@ done
    }
}
`,
  },
  cases: [
    {
      title: 'Three words share a beginning',
      args: [
        ['to', 'tea', 'ten'],
        ['te', 't'],
      ],
    },
    {
      title: 'A prefix that leads nowhere',
      args: [
        ['hi', 'hat'],
        ['ho', 'x'],
      ],
    },
    {
      title: 'The same word twice',
      args: [
        ['ox', 'ox'],
        ['ox', 'oxen'],
      ],
    },
    { title: 'No words to find', args: [[], ['a']] },
  ],
  structure: { variable: 'trie', kind: 'graph' },
  pointers: ['node'],
  valueSlots: [
    { lineId: 'down', variable: 'node' },
    { lineId: 'pass', variable: 'passed' },
    { lineId: 'answer', variable: 'counts' },
  ],
  narration: {
    root: {
      phase: 'setup',
      description: 'The trie is a single node, the root 0, from which no letter leads on.',
      annotation: 'root only',
      calculation: 'trie = {trie}',
    },
    passed: {
      phase: 'setup',
      description: 'For each node count the words that pass through it.',
      annotation: 'counts start at 0',
      calculation: 'passed = {passed}',
    },
    word: {
      phase: 'insert',
      description: 'Insert "{word}", beginning at the root.',
      annotation: 'insert {word}',
      calculation: 'node = {node}',
    },
    check: {
      phase: 'insert',
      description:
        '{letter in trie[node] ? "From node " + node + " a way for " + letter + " exists already: share it." : "No word so far went from node " + node + " by " + letter + "."}',
      annotation: '{letter in trie[node] ? "share" : "new"} {letter}',
      calculation: '{letter} missing at node {node}: {!(letter in trie[node])}',
    },
    branch: {
      phase: 'insert',
      description: 'Add a node {trie[node][letter]}, to which {letter} leads from node {node}.',
      annotation: 'node {trie[node][letter]} for {letter}',
      calculation: 'trie[{node}] = {trie[node]}',
    },
    down: {
      phase: 'insert',
      description: 'Follow {letter} down to node {node}.',
      annotation: '{letter} to node {node}',
      calculation: 'node = {node}',
    },
    pass: {
      phase: 'insert',
      description:
        '"{word}" passes node {node}, {passed[node] === 1 ? "as the first word" : "the word number " + passed[node] + " to do so"}.',
      annotation: 'node {node}: {passed[node]}',
      calculation: '{passed[node] - 1} + 1 = {passed[node]}',
    },
    counts: {
      phase: 'ask',
      description:
        'The trie has {trie.length} {trie.length === 1 ? "node" : "nodes"}. Now the prefixes {prefixes} can be asked for.',
      annotation: 'prefixes: {prefixes.length}',
      calculation: 'counts = {counts}',
    },
    ask: {
      phase: 'ask',
      description: 'Look for "{prefix}", beginning at the root.',
      annotation: 'look for {prefix}',
      calculation: 'node = {node}',
    },
    follow: {
      phase: 'ask',
      description:
        '{node === -1 ? "No way for " + letter + " leads on: no word begins like this." : "Follow " + letter + " to node " + node + "."}',
      annotation: '{letter}: {node === -1 ? "no way" : "node " + node}',
      calculation: 'node = {node}',
    },
    answer: {
      phase: 'ask',
      description: 'Words that begin with "{prefix}": {counts[counts.length - 1]}.',
      annotation: '{prefix}: {counts[counts.length - 1]}',
      calculation: 'counts = {counts}',
    },
    done: {
      phase: 'done',
      description: 'Every prefix has its count: {result}.',
      annotation: 'answered',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A trie with pass counts',
      explanation:
        'Each node of the trie stands for one distinct prefix, and its edges are labelled with letters. Insertion walks from the root, creates the missing edges, and increments the counter of every node it enters, so passed[v] is the number of words having that prefix, with multiplicity. A query walks its letters; falling off the trie means zero. Costs depend only on the length of the strings, never on how many words are stored, where a scan would compare each query with all of them. Nodes are numbers here, and an edge map for each, which keeps the three languages alike.',
      keyInsight: 'Do the counting while inserting, and a question costs its own length only.',
    },
    fun: {
      headline: 'The corridor of letter doors',
      explanation:
        'Behind the entrance of a museum there are doors, each with one letter, and behind each a room with more such doors. Visitors enter by spelling their name. If a door is missing, a carpenter with a moustache cuts it on the spot and builds a new room. In every room a turnstile clicks as they come through. In the evening someone phones: how many visitors had names beginning with M, A, R? The guard walks M, A, R and reads the turnstile. If he bumps his nose where a door should be, the answer is none.',
      keyInsight: 'Spell your way in, and read the turnstile where you stop.',
    },
    spiritual: {
      headline: 'Many journeys, one beginning',
      explanation:
        'Travellers who will never meet again may have taken their first steps on the same ground. Do not draw each journey apart. Let the path be common as long as it is common, and let it part where it must. Wherever someone goes by, the place remembers quietly: one more. So when you wish to know how many lives hold this beginning, you need not question any of them. Go the beginning yourself, step by step, and ask the place where you stand. If the way ends beneath your feet, nobody has gone there yet.',
      keyInsight: 'The place you reach knows how many have passed it.',
    },
  },
};
