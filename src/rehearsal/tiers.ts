/** How a class of models behaves in rehearsal: quality as the original's runs measured it, speed as typical. */
export interface Tier {
  name: 'opus' | 'sonnet' | 'haiku';
  /** Share of items whose first draft has no defect. */
  firstPassRate: number;
  /** Chance that one repair round fixes everything. */
  repairRate: number;
  firstTokenMs: number;
  tokensPerSecond: number;
}

const SONNET: Tier = {
  name: 'sonnet',
  firstPassRate: 0.6,
  repairRate: 0.5,
  firstTokenMs: 1000,
  tokensPerSecond: 80,
};

const TIERS: Tier[] = [
  {
    name: 'opus',
    firstPassRate: 0.97,
    repairRate: 0.9,
    firstTokenMs: 1500,
    tokensPerSecond: 55,
  },
  SONNET,
  {
    name: 'haiku',
    firstPassRate: 0.85,
    repairRate: 0.4,
    firstTokenMs: 500,
    tokensPerSecond: 160,
  },
];

/** The tier that a model id names; anything else behaves as Sonnet. */
export function tierOf(model: string): Tier {
  return TIERS.find((tier) => model.includes(tier.name)) ?? SONNET;
}

/** The models that the server lists, in the form of `GET /v1/models`. */
export const MODELS = [
  { id: 'claude-opus-5-5', display_name: 'Rehearsal Opus 5.5' },
  { id: 'claude-sonnet-5-5', display_name: 'Rehearsal Sonnet 5.5' },
  { id: 'claude-haiku-5-5', display_name: 'Rehearsal Haiku 5.5' },
].map((model) => ({ type: 'model', created_at: '2026-10-21T00:00:00Z', ...model }));
