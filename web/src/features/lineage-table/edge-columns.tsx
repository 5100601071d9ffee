import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { ColumnPath, ColumnStep, GraphTopology } from '../lineage-graph/model.ts';
import { formatMoment } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { byText, type TableColumn } from '../../ui/table-model.ts';
import { basisWords, ruleWords } from './edge-words.ts';
import type { EdgeRow } from './vertex-rows.ts';

/** What the table says of each edge: what it joins, what it is known from, and since when. */
export function useEdgeColumns(nowMs: number): readonly TableColumn<EdgeRow>[] {
  const { t } = useLingui();
  return useMemo(() => {
    const moment = (key: 'firstSeenAt' | 'lastSeenAt', name: string): TableColumn<EdgeRow> => ({
      key,
      name,
      width: '140px',
      cell: (row) => formatMoment(row[key], nowMs),
      text: (row) => row[key],
      compare: (a, b) => byText(a[key], b[key]),
    });
    const end = (key: 'source' | 'target', name: string): TableColumn<EdgeRow> => ({
      key,
      name,
      width: 'minmax(180px, 2fr)',
      cell: (row) => <Name most={48}>{row[key]}</Name>,
      text: (row) => row[key],
      compare: (a, b) => byText(a[key], b[key]),
    });
    return [
      end('source', t`From`),
      end('target', t`To`),
      {
        key: 'basis',
        name: t`Known from`,
        width: 'minmax(140px, 1fr)',
        cell: ({ basis }) => basisWords(basis),
        text: ({ basis }) => basis,
        compare: (a, b) => byText(a.basis, b.basis),
      },
      moment('firstSeenAt', t`First seen`),
      moment('lastSeenAt', t`Last seen`),
    ];
  }, [t, nowMs]);
}

/** One step of the traced path, with the names of what it joins. */
export interface StepRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly step: ColumnStep;
}

/** The steps of the traced path; a dataset that is not in the graph is told by its id. */
export function stepRows(path: ColumnPath, { vertices }: GraphTopology): readonly StepRow[] {
  const nameOf = (datasetId: string, column: string | null): string =>
    `${vertices.get(datasetId)?.name ?? datasetId}${column === null ? '' : `.${column}`}`;
  return path.steps.map((step) => ({
    id: step.id,
    from: nameOf(step.source.datasetId, step.source.column),
    to: nameOf(step.target.datasetId, step.target.column),
    step,
  }));
}

/** What the table says of each step. */
export function useStepColumns(): readonly TableColumn<StepRow>[] {
  const { t } = useLingui();
  return useMemo(() => {
    const column = (key: string, name: string, text: (row: StepRow) => string, isName = false): TableColumn<StepRow> => ({
      key,
      name,
      width: isName ? 'minmax(200px, 2fr)' : 'minmax(110px, 1fr)',
      cell: (row) => (isName ? <Name most={56}>{text(row)}</Name> : text(row)),
      text,
      compare: (a, b) => byText(text(a), text(b)),
    });
    return [
      column('from', t`From`, ({ from }) => from, true),
      column('to', t`To`, ({ to }) => to, true),
      column('type', t`Transformation`, ({ step }) => [step.type, step.subtype].filter(Boolean).join(', ').toLowerCase()),
      column('masking', t`Masking`, ({ step }) => (step.masking ? t`masked` : '')),
      column('rule', t`Known from`, ({ step }) => ruleWords(step.rule)),
    ];
  }, [t]);
}
