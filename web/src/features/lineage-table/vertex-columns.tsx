import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { PiiTag } from '../lineage-canvas/PiiTag.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { byNumber, byText, type TableColumn } from '../../ui/table-model.ts';
import type { VertexRow } from './vertex-rows.ts';

type Columns = readonly TableColumn<VertexRow>[];

/** What the table says of each vertex. */
export function useVertexColumns(nowMs: number): Columns {
  const { i18n } = useLingui();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- names follow the language
  return useMemo(() => [...identityColumns(), ...stateColumns(nowMs), ...hiddenColumns()], [i18n.locale, nowMs]);
}

function identityColumns(): Columns {
  return [
    {
      key: 'hop',
      name: t`Hop`,
      width: '104px',
      cell: ({ hop }) => hop,
      text: ({ vertex }) => vertex.hop,
      compare: (a, b) => a.vertex.hop - b.vertex.hop,
    },
    {
      key: 'kind',
      name: t`Kind`,
      width: '76px',
      cell: ({ vertex }) => (vertex.kind === 'JOB' ? t`Job` : t`Dataset`),
      text: ({ vertex }) => vertex.kind,
      compare: (a, b) => byText(a.vertex.kind, b.vertex.kind),
    },
    nameColumn('name', t`Name`, 'minmax(180px, 3fr)', ({ vertex }) => vertex.name),
    nameColumn('namespace', t`Namespace`, 'minmax(120px, 2fr)', ({ vertex }) => vertex.namespace),
  ];
}

function stateColumns(nowMs: number): Columns {
  return [
    {
      key: 'state',
      name: t`Latest run`,
      width: 'minmax(120px, 1.5fr)',
      cell: ({ status, statusWords }) => (
        <>
          {status && <StatusGlyph status={status} size={12} />} {statusWords}
        </>
      ),
      text: ({ card }) => card?.run?.state ?? '',
      compare: (a, b) => byText(a.status ?? '', b.status ?? ''),
    },
    {
      key: 'when',
      name: t`When`,
      width: '128px',
      cell: ({ runAtMs }) => (runAtMs === null ? '' : formatMoment(runAtMs, nowMs)),
      text: ({ runAtMs }) => (runAtMs === null ? '' : new Date(runAtMs).toISOString()),
      compare: (a, b) => byNumber(a.runAtMs, b.runAtMs),
    },
    {
      key: 'pii',
      name: t`PII`,
      width: '72px',
      cell: ({ card }) => card?.hasPii && <PiiTag />,
      text: ({ card }) => (card?.hasPii ? 'yes' : ''),
      compare: (a, b) => Number(a.card?.hasPii ?? false) - Number(b.card?.hasPii ?? false),
      startsDescending: true,
    },
  ];
}

/** How many neighbours are not in the graph, on each side. */
function hiddenColumns(): Columns {
  return [
    countColumn('hiddenUpstream', t`More upstream`, ({ vertex }) => vertex.hiddenUpstream),
    countColumn('hiddenDownstream', t`More downstream`, ({ vertex }) => vertex.hiddenDownstream),
  ];
}

function nameColumn(key: string, name: string, width: string, text: (row: VertexRow) => string): TableColumn<VertexRow> {
  return { key, name, width, cell: (row) => <Name most={56}>{text(row)}</Name>, text, compare: (a, b) => byText(text(a), text(b)) };
}

function countColumn(key: string, name: string, count: (row: VertexRow) => number): TableColumn<VertexRow> {
  return {
    key,
    name,
    width: '160px',
    align: 'end',
    cell: (row) => (count(row) === 0 ? '' : count(row)),
    text: count,
    compare: (a, b) => count(a) - count(b),
    startsDescending: true,
  };
}
