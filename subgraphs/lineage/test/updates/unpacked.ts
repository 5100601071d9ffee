const edgeFields = ['id', 'sourceId', 'targetId', 'basis', 'firstSeenAt', 'lastSeenAt'];
const edgeLists = ['Ids', 'Sources', 'Targets', 'Basis', 'FirstSeenAt', 'LastSeenAt'].map((name) => `edge${name}`);
const columnFields = ['id', 'jobId', 'sourceId', 'sourceColumn', 'targetId', 'targetColumn', 'type', 'subtype', 'masking', 'rule', 'basis'];
const columnLists = [
  'Ids',
  'Jobs',
  'Sources',
  'SourceColumns',
  'Targets',
  'TargetColumns',
  'Types',
  'Subtypes',
  'Masking',
  'Rules',
  'Basis',
].map((name) => `columnEdge${name}`);

export const packedQuery = `query ($input: LineageInput!) { lineageSlice(input: $input) {
  ids kinds hops hiddenUpstream hiddenDownstream ${edgeLists.join(' ')} ${columnLists.join(' ')} truncated cursor } }`;

type Packed = Readonly<Record<string, (string | number | null)[]>>;

const ends = new Set(['jobId', 'sourceId', 'targetId']);

/** A packed slice in the form of the nested one. */
export function unpacked(packed: Packed): unknown {
  const rows = (fields: readonly string[], lists: readonly string[]): unknown[] =>
    packed[lists[0]!]!.map((_, i) =>
      Object.fromEntries(
        fields.map((field, f) => {
          const value = packed[lists[f]!]![i]!;
          return [field, ends.has(field) && value !== null ? packed['ids']![value as number] : value];
        }),
      ),
    );
  return {
    nodes: packed['ids']!.map((id, i) => ({
      ...{ __typename: packed['kinds']![i] === 'JOB' ? 'JobNode' : 'DatasetNode', id, hop: packed['hops']![i] },
      ...{ hiddenUpstream: packed['hiddenUpstream']![i], hiddenDownstream: packed['hiddenDownstream']![i] },
    })),
    edges: rows(edgeFields, edgeLists),
    columnEdges: rows(columnFields, columnLists),
    truncated: packed['truncated'],
    cursor: packed['cursor'],
  };
}
