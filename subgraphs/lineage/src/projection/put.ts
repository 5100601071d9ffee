/** Adds a value, merged with the one that is there. */
export function put<V>(map: Map<string, V>, key: string, value: V, merge: (a: V, b: V) => V): void {
  const before = map.get(key);
  map.set(key, before === undefined ? value : merge(before, value));
}
