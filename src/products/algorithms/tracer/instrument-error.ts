/** The source cannot be traced as it is marked; the message says which line and what to change. */
export class InstrumentError extends Error {
  override name = 'InstrumentError';
}
