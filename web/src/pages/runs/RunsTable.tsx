import { t } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import type { RunsAddress } from '../../address/runs-address.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { csvOf } from '../../features/export/csv.ts';
import { download } from '../../features/export/download.ts';
import { shapeOf } from '../../features/run-timeline/lanes.ts';
import { stateWord } from '../../features/run-timeline/run-words.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatDuration, formatMoment, formatNumber } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import type { TableColumn, TableSort } from '../../ui/table-model.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { NoRuns } from './NoRuns.tsx';
import type { ChangeRunsAddress } from './use-runs-address.ts';
import { useRunsTable, type RunsOfTable, type TableRun } from './use-runs-table.ts';
import styles from './RunsPage.module.css';

export interface RunsTableProps {
  readonly address: RunsAddress;
  readonly change: ChangeRunsAddress;
  readonly window: TimeWindow;
  readonly nowMs: number;
  readonly open: (runId: string) => void;
  /** Counts what was asked anew by hand. */
  readonly asked: number;
}

/** The same runs as a table, newest first unless asked otherwise. */
export function RunsTable({ address, change, window, nowMs, open, asked }: RunsTableProps): React.ReactNode {
  const [isAtTop, setIsAtTop] = useState(true);
  const [timesShown, setTimesShown] = useState(0);
  const table = useRunsTable({ address, window, asked, isAtTop });
  const showNewer = (): void => {
    table.reload();
    setTimesShown((times) => times + 1);
  };
  // Columns read the time to the minute, so that a table at rest is drawn once a minute.
  const minute = Math.floor(nowMs / 60_000) * 60_000;
  const columns = useColumns(minute);
  const sort: TableSort = { key: address.sort.startsWith('ended') ? 'ended' : 'started', isDescending: !address.sort.endsWith('-asc') };
  if (table.runs.length === 0 && table.isLoading) return <div className={styles['skeleton']} aria-busy="true" />;
  return (
    <>
      <AboveTable table={table} showNewer={showNewer} />
      {table.runs.length === 0 && !table.error ? (
        <NoRuns address={address} window={window} change={change} />
      ) : (
        <VirtualTable
          label={t`Runs`}
          className={styles['table']}
          rows={table.runs}
          columns={columns}
          rowKey={({ id }) => id}
          totalCount={table.totalCount ?? undefined}
          sort={sort}
          onSort={({ key, isDescending }) =>
            change({ sort: `${key === 'ended' ? 'ended' : 'started'}${isDescending ? '' : '-asc'}` }, { replace: true })
          }
          selected={address.sel}
          onSelect={({ id }) => change({ sel: id }, { replace: true })}
          onOpen={({ id }) => open(id)}
          onEnd={table.loadMore}
          ringed={table.touched}
          onTop={setIsAtTop}
          toTop={timesShown}
        />
      )}
      <BelowTable table={table} columns={columns} />
    </>
  );
}

/** What keeps rows from being shown, and how many wait. */
function AboveTable({ table, showNewer }: { readonly table: RunsOfTable; readonly showNewer: () => void }): React.ReactNode {
  return (
    <>
      {table.error && (
        <ErrorNote {...shownBeside(table.error, table.runs.length > 0)} requestId={requestIdOf(table.error)} onRetry={table.reload}>
          <Trans>The runs could not be loaded.</Trans>
        </ErrorNote>
      )}
      {table.newer > 0 && (
        <Button className={styles['newer']} onClick={showNewer}>
          <Plural value={table.newer} one="# new run: show it" other="# new runs: show them" />
        </Button>
      )}
    </>
  );
}

function BelowTable({
  table,
  columns,
}: {
  readonly table: RunsOfTable;
  readonly columns: readonly TableColumn<TableRun>[];
}): React.ReactNode {
  const save = (): void => {
    const head = columns.map(({ name }) => name);
    download('runs.csv', csvOf([head, ...table.runs.map((run) => columns.map(({ text }) => text(run)))]), 'text/csv');
  };
  return (
    <div className={styles['below']}>
      <span>
        {table.totalCount === null ? (
          <Plural value={table.runs.length} one="# run loaded" other="# runs loaded" />
        ) : (
          <Trans>
            {formatNumber(table.runs.length)} of {formatNumber(table.totalCount)} runs loaded
          </Trans>
        )}
      </span>
      {table.hasMore && (
        <Button onClick={table.loadMore}>
          <Trans>Load more</Trans>
        </Button>
      )}
      <Button onClick={save}>
        <Trans>Save as CSV</Trans>
      </Button>
    </div>
  );
}

function useColumns(nowMs: number): readonly TableColumn<TableRun>[] {
  const { i18n } = useLingui();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another language has other words
  return useMemo(() => [...namesColumns(nowMs), ...timeColumns(nowMs), errorColumn()], [i18n.locale, nowMs]);
}

function namesColumns(nowMs: number): readonly TableColumn<TableRun>[] {
  return [
    {
      key: 'state',
      name: t`State`,
      width: '116px',
      cell: (run) => (
        <span className={styles['cellState']}>
          <StatusGlyph status={shapeOf(run, nowMs)} /> {stateWord(shapeOf(run, nowMs))}
        </span>
      ),
      text: (run) => stateWord(shapeOf(run, nowMs)),
    },
    {
      key: 'job',
      name: t`Job`,
      width: 'minmax(180px, 2fr)',
      cell: ({ job, id }) => <Name most={46}>{job?.name ?? id}</Name>,
      text: ({ job, id }) => job?.name ?? id,
    },
  ];
}

/** The hub orders by these two; the comparison only says that the heading can be pressed. */
const byHub = (): number => 0;

function timeColumns(nowMs: number): readonly TableColumn<TableRun>[] {
  const moment = (at: string | null | undefined): string => (at ? formatMoment(at, nowMs, { seconds: true }) : '–');
  return [
    {
      key: 'started',
      name: t`Started`,
      width: '136px',
      cell: (run) => moment(run.startedAt),
      text: (run) => run.startedAt ?? '',
      compare: byHub,
    },
    { key: 'ended', name: t`Ended`, width: '136px', cell: (run) => moment(run.endedAt), text: (run) => run.endedAt ?? '', compare: byHub },
    {
      key: 'duration',
      name: t`Duration`,
      width: '112px',
      align: 'end',
      cell: ({ durationMs }) => (durationMs === null || durationMs === undefined ? '–' : formatDuration(durationMs)),
      text: ({ durationMs }) => String(durationMs ?? ''),
    },
  ];
}

function errorColumn(): TableColumn<TableRun> {
  return {
    key: 'error',
    name: t`Error`,
    width: 'minmax(120px, 2fr)',
    cell: ({ errorMessage }) => <span title={errorMessage ?? undefined}>{errorMessage?.split('\n')[0] ?? ''}</span>,
    text: ({ errorMessage }) => errorMessage ?? '',
  };
}
