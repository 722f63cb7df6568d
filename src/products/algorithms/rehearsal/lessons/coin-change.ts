import type { LessonSource } from '../lesson-source.ts';

export const coinChange: LessonSource = {
  id: 'coin-change',
  summary:
    'Know the fewest coins for every smaller total, and one more coin is all that is left to decide.',
  code: {
    javascript: `
function coinChange(coins, amount) {
  const never = amount + 1; //@ never
  const fewest = new Array(amount + 1).fill(never); //@ table
  fewest[0] = 0; //@ zero
  for (const coin of coins) { //@ coin
    for (let total = coin; total <= amount; total++) { //@ total
      const count = fewest[total - coin] + 1; //@ count
      if (count < fewest[total]) { //@ better
        fewest[total] = count; //@ update
      }
    }
  }
  if (fewest[amount] === never) { //@ ask
    return -1; //@ impossible
  }
  return fewest[amount]; //@ done
}
`,
    python: `
def coin_change(coins, amount):
    never = amount + 1  #@ never
    fewest = [never] * (amount + 1)  #@ table
    fewest[0] = 0  #@ zero
    for coin in coins:  #@ coin
        for total in range(coin, amount + 1):  #@ total
            count = fewest[total - coin] + 1  #@ count
            if count < fewest[total]:  #@ better
                fewest[total] = count  #@ update
    if fewest[amount] == never:  #@ ask
        return -1  #@ impossible
    return fewest[amount]  #@ done
`,
    java: `
import java.util.Arrays;

class Solution {
    static int coinChange(int[] coins, int amount) {
        int never = amount + 1; //@ never
        int[] fewest = new int[amount + 1]; //@ table
        Arrays.fill(fewest, never);
        fewest[0] = 0; //@ zero
        for (int coin : coins) { //@ coin
            for (int total = coin; total <= amount; total++) { //@ total
                int count = fewest[total - coin] + 1; //@ count
                if (count < fewest[total]) { //@ better
                    fewest[total] = count; //@ update
                }
            }
        }
        if (fewest[amount] == never) { //@ ask
            return -1; //@ impossible
        }
        return fewest[amount]; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Taking the biggest coin first would fail', args: [[3, 4], 6] },
    { title: 'Two coins work together', args: [[2, 3], 5] },
    { title: 'An amount that cannot be paid', args: [[2], 3] },
    { title: 'Nothing to pay', args: [[5], 0] },
  ],
  structure: { variable: 'fewest', kind: 'array' },
  pointers: ['total'],
  valueSlots: [
    { lineId: 'coin', variable: 'coin' },
    { lineId: 'count', variable: 'count' },
    { lineId: 'update', variable: 'fewest' },
  ],
  narration: {
    never: {
      phase: 'setup',
      description:
        'No payment of {amount} needs more than {amount} coins, so {never} can stand for "no way known".',
      annotation: '{never} means no way',
      calculation: '{amount} + 1 = {never}',
    },
    table: {
      phase: 'setup',
      description: 'Make a cell for each total from 0 to {amount}; none has a known way yet.',
      annotation: 'all cells {never}',
      calculation: 'cells: {fewest.length}, each {never}',
    },
    zero: {
      phase: 'setup',
      description: 'A total of 0 is paid with no coin at all.',
      annotation: '0 coins for 0',
      calculation: 'fewest[0] = {fewest[0]}',
    },
    coin: {
      phase: 'coin',
      description:
        'Put the coin {coin} on the table: from now on it may be used, any number of times.',
      annotation: 'coin {coin}',
      calculation: '{coin} <= {amount}: {coin <= amount}',
    },
    total: {
      phase: 'scan',
      description: 'Look at the total {total}, with a coin {coin} as one of its coins.',
      annotation: 'total {total}',
      calculation: '{total} <= {amount}: {total <= amount}',
    },
    count: {
      phase: 'scan',
      description:
        '{fewest[total - coin] >= never ? "Without this coin " + (total - coin) + " is left, and no way to pay that is known: the count " + count + " is too large to be a real one." : "Without this coin " + (total - coin) + " is left; with it the count is " + count + "."}',
      annotation: 'offer {count}',
      calculation: 'fewest[{total - coin}] + 1 = {fewest[total - coin]} + 1 = {count}',
    },
    better: {
      phase: 'compare',
      description: 'Is {count} less than {fewest[total]}, the value in the cell of {total}?',
      annotation: '{count} < {fewest[total]}?',
      calculation: '{count} < {fewest[total]}: {count < fewest[total]}',
    },
    update: {
      phase: 'record',
      description: 'It is: with the coins allowed so far, the fewest for {total} is now {count}.',
      annotation: 'fewest[{total}] = {count}',
      calculation: 'fewest[{total}] = {fewest[total]}',
    },
    ask: {
      phase: 'answer',
      description: 'Every coin has had its turn. Is {amount} still without a way?',
      annotation: 'no way to {amount}?',
      calculation: '{fewest[amount]} = {never}: {fewest[amount] === never}',
    },
    impossible: {
      phase: 'done',
      description: 'No choice of these coins makes {amount}, so the answer is {result}.',
      annotation: 'answer {result}',
      calculation: 'result = {result}',
    },
    done: {
      phase: 'done',
      description: 'The cell of {amount} holds the fewest coins that pay it: {result}.',
      annotation: 'answer {result}',
      calculation: 'fewest[{amount}] = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'An unbounded knapsack, one coin at a time',
      explanation:
        'Let fewest[t] be the least number of coins that sum to t, using only the coins processed so far. When a new coin c arrives, the best payment of t either ignores c and stays as it is, or contains c and costs fewest[t - c] + 1. Running t upwards lets the cell read already include the new coin, which is what makes it reusable; running downwards would allow it once. A sentinel above any real answer marks the totals that cannot be reached. The work is coins times amount, the memory one cell for each total.',
      keyInsight: 'Going upwards, every improvement is at once available to the larger totals.',
    },
    fun: {
      headline: 'The cashier with a cheat sheet',
      explanation:
        'A cashier hates fumbling, so before opening time she prints a strip of paper: for each total, the smallest handful of coins. She starts knowing one thing, that zero costs nothing. Then the mint delivers a new kind of coin and she slides it along the strip, grumbling at every number: could I pay the rest as the strip says and throw in one of these? If that beats what is printed, out comes the eraser. The greedy trainee who always grabs the largest coin laughs, until a customer is owed six in threes and fours.',
      keyInsight: 'Check the strip for the rest of the sum, then throw in a single coin.',
    },
    spiritual: {
      headline: 'Enough is made of smaller enoughs',
      explanation:
        'The eager hand reaches for the largest piece, and is later surprised that nothing fits the gap that remains. Patience begins at zero, where nothing is owed and nothing is needed. From that rest it moves to one total after another, asking each time only: if I laid this coin down last, what would be left to settle? What is left has been weighed already. And when no answer comes for some sum, patience says so plainly, for to know what cannot be paid is also a kind of peace.',
      keyInsight: 'Do not grasp at the largest; let every small sum find its own best way first.',
    },
  },
};
