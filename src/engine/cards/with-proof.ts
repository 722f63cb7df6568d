import type { Criterion } from './criterion.ts';

/** A product's criteria with those of its proof: one that has the id of another takes its place. */
export function withProof<Item>(
  criteria: readonly Criterion<Item>[],
  proof: readonly Criterion<Item>[],
): Criterion<Item>[] {
  const stricter = new Map(proof.map((criterion) => [criterion.id, criterion]));
  const plain = new Set(criteria.map(({ id }) => id));
  return [
    ...criteria.map((criterion) => stricter.get(criterion.id) ?? criterion),
    ...proof.filter(({ id }) => !plain.has(id)),
  ];
}
