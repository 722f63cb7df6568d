import type { LessonSource } from '../lesson-source.ts';

export const bestTrade: LessonSource = {
  id: 'best-trade',
  summary:
    'Whoever sells today should have bought on the cheapest day before, so remember that one.',
  code: {
    javascript: `
function bestTrade(prices) {
  let lowest = prices[0]; //@ first
  let best = 0; //@ zero
  for (let day = 1; day < prices.length; day++) { //@ day
    const gain = prices[day] - lowest; //@ gain
    if (gain > best) { //@ better
      best = gain; //@ record
    }
    if (prices[day] < lowest) { //@ cheaper
      lowest = prices[day]; //@ lower
    }
  }
  return best; //@ done
}
`,
    python: `
def best_trade(prices):
    lowest = prices[0]  #@ first
    best = 0  #@ zero
    for day in range(1, len(prices)):  #@ day
        gain = prices[day] - lowest  #@ gain
        if gain > best:  #@ better
            best = gain  #@ record
        if prices[day] < lowest:  #@ cheaper
            lowest = prices[day]  #@ lower
    return best  #@ done
`,
    java: `
class Solution {
    static int bestTrade(int[] prices) {
        int lowest = prices[0]; //@ first
        int best = 0; //@ zero
        for (int day = 1; day < prices.length; day++) { //@ day
            int gain = prices[day] - lowest; //@ gain
            if (gain > best) { //@ better
                best = gain; //@ record
            }
            if (prices[day] < lowest) { //@ cheaper
                lowest = prices[day]; //@ lower
            }
        }
        return best; //@ done
    }
}
`,
  },
  cases: [
    { title: 'Buy in the dip, sell two days later', args: [[7, 2, 5, 3, 6]] },
    { title: 'The lowest price comes too late', args: [[4, 9, 1, 5]] },
    { title: 'Prices only fall', args: [[8, 6, 3]] },
    { title: 'A price that never moves', args: [[5, 5]] },
    { title: 'One day is no trade', args: [[5]] },
  ],
  structure: { variable: 'prices', kind: 'array' },
  pointers: ['day'],
  valueSlots: [
    { lineId: 'gain', variable: 'gain' },
    { lineId: 'record', variable: 'best' },
    { lineId: 'lower', variable: 'lowest' },
  ],
  narration: {
    first: {
      phase: 'setup',
      description: 'On the first day the lowest price seen is {lowest}.',
      annotation: 'lowest {lowest}',
      calculation: 'prices[0] = {lowest}',
    },
    zero: {
      phase: 'setup',
      description: 'Not trading at all earns {best}; every trade has to beat that.',
      annotation: 'best {best}',
      calculation: 'best = {best}',
    },
    day: {
      phase: 'sell',
      description: 'On day {day} the price is {prices[day]}.',
      annotation: 'price {prices[day]}',
      calculation: 'prices[{day}] = {prices[day]}',
    },
    gain: {
      phase: 'sell',
      description: 'Bought at {lowest} and sold today, the trade would bring {gain}.',
      annotation: 'gain {gain}',
      calculation: '{prices[day]} - {lowest} = {gain}',
    },
    better: {
      phase: 'sell',
      description:
        '{gain > best ? "That beats everything before." : "That is no improvement on " + best + "."}',
      annotation: '{gain > best ? "a new best" : "not better"}',
      calculation: '{gain} > {best}: {gain > best}',
    },
    record: {
      phase: 'sell',
      description: 'Keep {best} as the best gain.',
      annotation: 'best {best}',
      calculation: 'best = {best}',
    },
    cheaper: {
      phase: 'buy',
      description:
        'Would today have been a cheaper day to buy? {prices[day] < lowest ? "Yes, " + prices[day] + " is less than " + lowest + "." : "No, " + lowest + " remains the lowest."}',
      annotation: '{prices[day]} and {lowest}',
      calculation: '{prices[day]} < {lowest}: {prices[day] < lowest}',
    },
    lower: {
      phase: 'buy',
      description: 'For all later days the price to buy at is {lowest}.',
      annotation: 'lowest {lowest}',
      calculation: 'lowest = {lowest}',
    },
    done: {
      phase: 'done',
      description:
        '{result === 0 ? "No trade earns anything, so the answer is 0." : "The best single trade earns " + result + "."}',
      annotation: 'best {result}',
      calculation: 'result = {result}',
    },
  },
  thinking: {
    technical: {
      headline: 'Fix the day of sale, minimise over the prefix',
      explanation:
        'Every trade has a day of sale. For a fixed one the best purchase is the minimum of all earlier prices, so the answer is the maximum over the days of price minus prefix minimum. That minimum can be maintained as the scan advances, which turns a quadratic search over pairs into a single pass with two variables. Testing the sale before updating the minimum keeps the purchase strictly earlier, though buying and selling on the same day would only add a gain of zero. Starting the best at zero covers falling prices, where no trade is the right decision.',
      keyInsight: 'For each possible end, only the best beginning so far can matter.',
    },
    fun: {
      headline: 'The vintage chair at the flea market',
      explanation:
        'A dealer keeps an old diary of what a certain chair went for each week, and dreams of one perfect deal. He puts his finger on the first week and pins a note to the wall: cheapest so far. Week by week he asks what he would pocket if he sold now, having bought for the amount on the pinned note. If it tops his dream, the dream gets updated. If the chair is cheaper this week than ever, a fresh note goes up. He cannot buy next month to sell last month, and his finger never goes back a page.',
      keyInsight: 'Pin up the cheapest week so far, and ask every week: what if I sold now?',
    },
    spiritual: {
      headline: 'The depth behind you gives this moment its height',
      explanation:
        'How far you have risen is not measured against the sky, but from the lowest ground you have stood on. Walk through your days in their order, since nobody can begin after having ended. Hold two things lightly: the deepest point so far, and the longest ascent you have known. Let each day speak to both. If it is high, let it be compared; if it is low, do not mourn, for it may be the ground of a greater rise. And if the path only descends, then to have held on to nothing is the wiser gain.',
      keyInsight: 'Remember your lowest ground; every later height is counted from there.',
    },
  },
};
