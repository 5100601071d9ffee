import { BadUserInputError } from '@hotpass/kernel';

/** How a caller names a dataset or a job: by its id, or by what the id is derived from. */
export interface Identification {
  readonly id: string | null | undefined;
  readonly namespace: string | null | undefined;
  readonly name: string | null | undefined;
}

/** @throws BadUserInputError unless exactly one way is used, and wholly. */
export function identify({ id, namespace, name }: Identification, derive: (namespace: string, name: string) => string): string {
  const byName = typeof namespace === 'string' && typeof name === 'string' ? derive(namespace, name) : null;
  const isNamed = typeof namespace === 'string' || typeof name === 'string';
  if (typeof id === 'string' && !isNamed) return id;
  if (typeof id !== 'string' && byName !== null) return byName;
  throw new BadUserInputError('Give either `id`, or `namespace` and `name` together.', { arguments: ['id', 'namespace', 'name'] });
}
