/** How many `--ns-` tokens there are. */
const colours = 8;

/** The token of a namespace's spine: the same in every graph, whatever else is in it. */
export function namespaceColour(namespace: string): string {
  let hash = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(namespace)) hash = Math.imul(hash ^ unit, 0x01000193) >>> 0;
  return `var(--ns-${1 + (hash % colours)})`;
}
