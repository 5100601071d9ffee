/** A consumer may not go on: poison that must not be skipped, or too much of it to be an entry's fault. Its message is shown. */
export class ConsumerStoppedError extends Error {
  override name = 'ConsumerStoppedError';
}
