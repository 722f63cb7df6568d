/** Why a batch ended before its queue did. `finished`: it has made as many as were wanted. */
export interface Halt {
  outcome: 'finished' | 'stopped' | 'budget' | 'interrupted';
  reason: string;
  /** The provider refused who asks or what it was asked for: nothing will work until that is mended. */
  unusable?: true;
}
