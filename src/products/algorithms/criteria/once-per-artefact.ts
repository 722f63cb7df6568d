import type { Json } from '../../../engine/json.ts';

/** The same function, which keeps its answer for as long as the artefact is there. */
export function oncePerArtefact<Value>(find: (artefact: Json) => Value): (artefact: Json) => Value {
  const known = new WeakMap<object, { value: Value }>();
  return (artefact) => {
    if (typeof artefact !== 'object' || artefact === null) return find(artefact);
    const kept = known.get(artefact);
    if (kept !== undefined) return kept.value;
    const value = find(artefact);
    known.set(artefact, { value });
    return value;
  };
}
