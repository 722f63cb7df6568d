import type { LessonSource } from '../lesson-source.ts';

export const groupAnagrams: LessonSource = {
  id: 'group-anagrams',
  summary:
    'Give every word a signature that all its anagrams share, and let a map do the grouping.',
  code: {
    javascript: `
function groupAnagrams(words) {
  const groups = new Map(); //@ init
  for (let i = 0; i < words.length; i++) { //@ loop
    const key = [...words[i]].sort().join(''); //@ key
    if (!groups.has(key)) { //@ check
      groups.set(key, []); //@ open
    }
    groups.get(key).push(words[i]); //@ join
  }
  return [...groups.values()]; //@ done
}
`,
    python: `
def group_anagrams(words):
    groups = {}  #@ init
    for i in range(len(words)):  #@ loop
        key = "".join(sorted(words[i]))  #@ key
        if key not in groups:  #@ check
            groups[key] = []  #@ open
        groups[key].append(words[i])  #@ join
    return list(groups.values())  #@ done
`,
    java: `
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class Solution {
    static String[][] groupAnagrams(String[] words) {
        Map<String, List<String>> groups = new LinkedHashMap<>(); //@ init
        for (int i = 0; i < words.length; i++) { //@ loop
            char[] letters = words[i].toCharArray();
            Arrays.sort(letters);
            String key = new String(letters); //@ key
            if (!groups.containsKey(key)) { //@ check
                groups.put(key, new ArrayList<>()); //@ open
            }
            groups.get(key).add(words[i]); //@ join
        }
        return groups.values().stream().map(g -> g.toArray(new String[0])).toArray(String[][]::new); //@ done
    }
}
`,
  },
  cases: [
    { title: 'Two families and a loner', args: [['eat', 'tan', 'tea', 'nat', 'bat']] },
    { title: 'No word has an anagram', args: [['dog', 'pig', 'cow']] },
    { title: 'Everybody belongs together', args: [['stop', 'pots', 'spot', 'tops']] },
    { title: 'The empty word and a repeated word', args: [['', 'a', '', 'a']] },
  ],
  structure: { variable: 'words', kind: 'array' },
  pointers: ['i'],
  valueSlots: [
    { lineId: 'key', variable: 'key' },
    { lineId: 'join', variable: 'groups' },
  ],
  narration: {
    init: {
      phase: 'setup',
      description: 'Start with no groups at all; {words.length} words wait to be sorted into some.',
      annotation: 'no groups yet',
      calculation: 'number of groups = {Object.keys(groups).length}',
    },
    loop: {
      phase: 'scan',
      description: 'Take the word "{words[i]}" at index {i}.',
      annotation: 'word "{words[i]}"',
      calculation: 'words[{i}] = "{words[i]}"',
    },
    key: {
      phase: 'signature',
      description: 'Put the letters of "{words[i]}" in alphabetical order: its key is "{key}".',
      annotation: 'key "{key}"',
      calculation: 'sorted("{words[i]}") = "{key}"',
    },
    check: {
      phase: 'lookup',
      description:
        'Is the key "{key}" still without a group? {key in groups ? "No, its group exists." : "Yes, nobody brought it before."}',
      annotation: 'is "{key}" new?',
      calculation: '"{key}" not in groups: {!(key in groups)}',
    },
    open: {
      phase: 'open group',
      description: 'Open an empty group for the key "{key}", after the groups that came before.',
      annotation: 'open group "{key}"',
      calculation: 'groups["{key}"] = {groups[key]}',
    },
    join: {
      phase: 'collect',
      description:
        'Put "{words[i]}" into the group of "{key}", which now has size {groups[key].length}.',
      annotation: '"{words[i]}" joins "{key}"',
      calculation: 'groups["{key}"] = {groups[key]}',
    },
    done: {
      phase: 'done',
      description:
        'Every word has its place; the groups, in order of first appearance, are {result}.',
      annotation: 'number of groups: {result.length}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'A canonical form turns equivalence into equality',
      explanation:
        'Being anagrams is an equivalence relation, so each class can be named by one canonical member: the letters in sorted order. Two words are anagrams exactly when these keys are equal, and equality is what hash maps are good at. For n words of length at most k, building keys costs O(n · k log k) and the map stores O(n · k) characters, with no pairwise comparison. An insertion-ordered map keeps the groups in order of first appearance; in Java that means LinkedHashMap, since HashMap promises no order.',
      keyInsight:
        'Do not compare words with each other; compute a name that equivalent words share.',
    },
    fun: {
      headline: 'The sock drawer of the alphabet',
      explanation:
        'Laundry day! Eat, tea and tan tumble out of the dryer, all twisted up. You could hold every sock against every other sock, but your whole weekend would vanish. Instead you untwist each one until its letters lie flat from A to Z: eat becomes aet, tea becomes aet. Look at that, same label! Each label gets its own drawer, opened the first time you need it, and everything with that label is tossed inside. When the basket is empty, so is your to-do list. Even the sock with no letters has a drawer.',
      keyInsight: 'Untwist it, read the label, toss it in the matching drawer.',
    },
    spiritual: {
      headline: 'Beneath the arrangement, the same essence',
      explanation:
        'The world shows us endless arrangements, and we believe that they are endless things. Sit with each one until its parts come to rest in their natural order. Then what seemed foreign reveals a familiar heart: different lives, woven of the same threads. You need not weigh one being against another to discover kinship. Ask each, gently, what it is when all ordering is let go. Those who answer alike find each other without being led, and even the one who stands alone has a home.',
      keyInsight: 'Quiet the arrangement, and kinship becomes visible.',
    },
  },
};
