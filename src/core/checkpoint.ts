/**
 * A pause in a long computation: others may run, and a wish to stop is heard. Called between
 * steps of at most a second or so.
 *
 * @throws the reason, when the computation is to stop
 */
export type Checkpoint = () => Promise<void>;

/** A checkpoint for those who are in no hurry to be stopped. */
export const neverStops: Checkpoint = () => Promise.resolve();
