import type { TestEvent } from './events.ts';
import { symlinksIn } from './oracle-facets.ts';

/**
 * Who stands for whom at each instant, by the words of the definition: names connected by symlinks told by then are
 * one thing; those a symlink calls a table come first, then the names in order.
 */
export function aliasesOf(events: readonly TestEvent[]): string[] {
  const links = linksOf(events);
  const instants = [...new Set(links.map((link) => link.since))].toSorted((a, b) => a - b);
  const open = new Map<string, number>();
  const lines: string[] = [];
  for (const t of instants) {
    const now = new Set(standingAt(links.filter((link) => link.since <= t)));
    for (const [alias, from] of open) if (!now.has(alias) && open.delete(alias)) lines.push(line(alias, from, t));
    for (const alias of now) if (!open.has(alias)) open.set(alias, t);
  }
  return [...lines, ...[...open].map(([alias, from]) => line(alias, from, null))].toSorted();
}

interface Link {
  readonly dataset: string;
  readonly target: string;
  readonly table: boolean;
  readonly since: number;
}

function linksOf(events: readonly TestEvent[]): Link[] {
  const told = symlinksIn(events).filter(({ dataset, target }) => dataset !== target);
  return [...Map.groupBy(told, ({ dataset, target }) => `${dataset} ${target}`).values()].map((same) => ({
    ...same[0]!,
    table: same.some(({ type }) => type === 'TABLE'),
    since: Math.min(...same.map(({ at }) => at)),
  }));
}

function standingAt(links: readonly Link[]): string[] {
  const names = [...new Set(links.flatMap(({ dataset, target }) => [dataset, target]))];
  const order = (name: string): string => `${links.some(({ target, table }) => table && target === name) ? 0 : 1} ${name}`;
  return names.flatMap((name) => {
    const first = reached(name, links).toSorted((a, b) => (order(a) < order(b) ? -1 : 1))[0]!;
    return first === name ? [] : [`${name} => ${first}`];
  });
}

function reached(name: string, links: readonly Link[]): string[] {
  const found = new Set([name]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { dataset, target } of links) {
      if (found.has(dataset)) found.add(target);
      if (found.has(target)) found.add(dataset);
    }
  }
  return [...found];
}

function line(alias: string, from: number, to: number | null): string {
  return `${alias} ${new Date(from).toISOString()} .. ${to === null ? 'infinity' : new Date(to).toISOString()}`;
}
