import type { TestDataset, TestEvent, TestExplicit, TestSource } from './events.ts';

export type OracleSide = 'inputs' | 'outputs' | 'columns';

interface Dependency {
  readonly target: string;
  readonly explicit: boolean;
  readonly text: string;
}

export function names(list: readonly { readonly namespace: string; readonly name: string }[] | undefined): string[] {
  return (list ?? []).map((d) => `${d.namespace}/${d.name}`);
}

/** What some events, taken together, say on one side. */
export function membersOf(side: OracleSide, events: readonly TestEvent[]): ReadonlySet<string> {
  if (side === 'inputs') return new Set(events.flatMap((e) => [...names(e.inputs), ...names(feeding(e))]));
  if (side === 'outputs') return new Set(events.flatMap((e) => names(e.outputs)));
  const told = events.flatMap(dependenciesOf);
  const explicit = new Set(told.filter((one) => one.explicit).map((one) => one.target));
  return new Set(told.filter((one) => one.explicit || !explicit.has(one.target)).map((one) => one.text));
}

/** Every vertex mentioned, with the first and the last time. */
export function nodesOf(events: readonly TestEvent[]): string[] {
  const seen = new Map<string, string[]>();
  for (const e of events) {
    const described = [...(e.outputs ?? []), ...(e.dataset ? [e.dataset] : [])];
    const mentioned = [
      ...names(e.job ? [e.job] : []).map((job) => `job ${job}`),
      ...[
        ...names([...(e.inputs ?? []), ...described, ...feeding(e)]),
        ...described.flatMap((dataset) => names(sourcesOf(dataset))),
        ...symlinksIn([e]).map(({ target }) => target),
        ...entriesOf(e).flatMap((entry) => (sourcesIn(entry).length > 0 ? names([entry, ...sourcesIn(entry)]) : [])),
      ].map((dataset) => `dataset ${dataset}`),
    ];
    for (const node of mentioned) seen.set(node, [...(seen.get(node) ?? []), e.eventTime]);
  }
  return [...seen].map(([node, times]) => `${node} ${times.toSorted()[0]} ${times.toSorted().at(-1)}`).toSorted();
}

/** Every word that a dataset goes by another name as well. */
export function symlinksIn(events: readonly TestEvent[]): { dataset: string; target: string; type: string; at: number }[] {
  return events.flatMap((e) =>
    [...(e.inputs ?? []), ...(e.outputs ?? []), ...(e.dataset ? [e.dataset] : [])].flatMap((dataset) =>
      (dataset.facets?.symlinks?.identifiers ?? []).map((identifier) => ({
        dataset: names([dataset])[0]!,
        target: names([identifier])[0]!,
        type: identifier.type,
        at: Date.parse(e.eventTime),
      })),
    ),
  );
}

/** Datasets an explicit facet says the job itself is fed by. */
function feeding(e: TestEvent): readonly TestSource[] {
  return (e.job?.facets?.lineage?.entries ?? []).flatMap((entry) => (entry.type === 'JOB' ? (entry.inputs ?? []) : []));
}

function entriesOf(e: TestEvent): (TestExplicit & { namespace: string; name: string })[] {
  return (e.job?.facets?.lineage?.entries ?? []).flatMap((entry) => (entry.type === 'DATASET' ? [entry] : []));
}

function sourcesOf({ facets }: TestDataset): TestSource[] {
  const { fields = {}, dataset = [] } = facets?.columnLineage ?? {};
  return [...Object.values(fields).flatMap((field) => field.inputFields), ...dataset, ...sourcesIn(facets?.lineage ?? {})];
}

function sourcesIn({ inputs = [], fields = {} }: TestExplicit): TestSource[] {
  return [...inputs, ...Object.values(fields).flatMap((field) => field.inputs)];
}

function dependenciesOf(e: TestEvent): Dependency[] {
  const described = [...(e.outputs ?? []), ...(e.dataset ? [e.dataset] : [])];
  return [
    ...described.flatMap((dataset) => {
      const [target] = names([dataset]) as [string];
      const { fields = {}, dataset: whole = [] } = dataset.facets?.columnLineage ?? {};
      const inputs = Object.entries(fields).flatMap(([field, { inputFields }]) => inputFields.map((source) => ({ field, source })));
      return [...inputs, ...whole.map((source) => ({ field: '*', source }))].flatMap(({ field, source }) =>
        lines(target, field, source, false),
      );
    }),
    ...described.flatMap((dataset) => explicitly(names([dataset])[0]!, dataset.facets?.lineage ?? {})),
    ...entriesOf(e).flatMap((entry) => explicitly(names([entry])[0]!, entry)),
  ];
}

function explicitly(target: string, { inputs = [], fields = {} }: TestExplicit): Dependency[] {
  const ofFields = Object.entries(fields).flatMap(([field, { inputs: sources }]) => sources.map((source) => ({ field, source })));
  return [...inputs.map((source) => ({ field: '*', source })), ...ofFields].flatMap(({ field, source }) =>
    lines(target, field, source, true),
  );
}

function lines(target: string, field: string, source: TestSource, explicit: boolean): Dependency[] {
  return source.transformations.map(({ type, subtype, masking }) => ({
    target,
    explicit,
    text: `${names([source])[0]}.${source.field ?? '*'} -> ${target}.${field} ${type} ${subtype ?? '-'} ${masking ? 'masking' : '-'} ${explicit ? 'LINEAGE_FACET' : 'COLUMN_LINEAGE_FACET'}`,
  }));
}
