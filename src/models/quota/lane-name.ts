/** What a lane is named by: a model, and the endpoint it is asked at where that is not the usual one. */
export interface LaneName {
  model: string;
  endpoint?: string | undefined;
}

/** One word for it, for maps and for people: `claude-opus-5-5`, `claude-opus-5-5@backup`. */
export function laneKey({ model, endpoint }: LaneName): string {
  return endpoint === undefined ? model : `${model}@${endpoint}`;
}
