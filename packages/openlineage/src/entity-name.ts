import { isObject, member, readName } from './json.ts';

/** What names a job or a dataset. */
export interface EntityName {
  readonly namespace: string;
  readonly name: string;
}

/** The namespace and name of an object; null unless both can name something. */
export function readEntityName(value: unknown): EntityName | null {
  if (!isObject(value)) return null;
  const namespace = readName(member(value, 'namespace'));
  const name = readName(member(value, 'name'));
  return namespace === null || name === null ? null : { namespace, name };
}
