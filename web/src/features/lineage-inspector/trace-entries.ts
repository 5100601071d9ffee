import type { ColumnPath, ColumnRef, ColumnStep } from '../lineage-graph/model.ts';

/** One column on the traced path. */
export interface TraceEntry {
  readonly key: string;
  readonly ref: ColumnRef;
  /** Steps from the traced column, negative upstream. */
  readonly hop: number;
  /** How it hangs together with the next one towards the traced column; none of that itself. */
  readonly steps: readonly ColumnStep[];
}

/** The columns of a path from the farthest source to the farthest use, each by its shortest way from the traced one. */
export function traceEntries({ of, steps }: ColumnPath): readonly TraceEntry[] {
  const up = walk(of, steps, 'source', 'target');
  const down = walk(of, steps, 'target', 'source');
  const root: TraceEntry = { key: keyOf(of), ref: of, hop: 0, steps: [] };
  const upstream = up.map((entry) => ({ ...entry, hop: -entry.hop })).toReversed();
  return [...upstream, root, ...down.filter(({ key }) => !up.some((entry) => entry.key === key))];
}

/**
 * Where the value comes from, nearest first: the columns it is taken over from that nothing on the path leads into. Only where
 * no step takes it over are they what merely bears on it, such as a filter.
 */
export function sourcesOf(path: ColumnPath): readonly TraceEntry[] {
  const direct = endsOf({ ...path, steps: path.steps.filter(({ type }) => type !== 'INDIRECT') });
  return direct.length > 0 ? direct : endsOf(path);
}

function endsOf(path: ColumnPath): readonly TraceEntry[] {
  const made = new Set(path.steps.map(({ target }) => keyOf(target)));
  const upstream = traceEntries(path).filter(({ hop }) => hop < 0);
  return upstream.filter(({ key }) => !made.has(key) && !made.has(wholeOf(key))).toReversed();
}

/** Breadth first from the traced column, over steps that lead away on one side. */
function walk(of: ColumnRef, steps: readonly ColumnStep[], far: 'source' | 'target', towards: 'source' | 'target'): TraceEntry[] {
  const from = Map.groupBy(steps, (step) => keyOf(step[towards]));
  const entries = new Map<string, { -readonly [Key in keyof TraceEntry]: TraceEntry[Key] }>();
  let frontier: readonly string[] = [keyOf(of)];
  for (let hop = 1; frontier.length > 0; hop += 1) {
    const next: string[] = [];
    const near = [...new Set(frontier.flatMap((key) => (key === wholeOf(key) ? columnsOf(key, from) : [key, wholeOf(key)])))];
    for (const step of near.flatMap((key) => from.get(key) ?? [])) {
      const key = keyOf(step[far]);
      if (key === keyOf(of)) continue;
      const known = entries.get(key);
      if (!known) {
        entries.set(key, { key, ref: step[far], hop, steps: [step] });
        next.push(key);
      } else if (known.hop === hop) known.steps = [...known.steps, step];
    }
    frontier = next;
  }
  return [...entries.values()];
}

function keyOf({ datasetId, column }: ColumnRef): string {
  return `${datasetId}.${column ?? ''}`;
}

/** A dataset as a whole hangs on all that its columns do; each of those hangs on all that the whole does, too. */
function columnsOf(whole: string, from: ReadonlyMap<string, unknown>): string[] {
  return [...from.keys()].filter((key) => key.startsWith(whole));
}

/** The key of the dataset of a column, as a whole. */
function wholeOf(key: string): string {
  return key.slice(0, key.indexOf('.') + 1);
}
