/** The entry itself is bad, whoever reads it and when: a consumer that throws this sets the entry aside and goes on. */
export class DataError extends Error {
  override name = 'DataError';
}
