import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { RunComparisonDocument, type RunComparisonQuery } from '../../generated/graphql/graphql.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatDuration, formatMoment, formatNumber } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import styles from './RunComparisonPanel.module.css';

type Comparison = NonNullable<RunComparisonQuery['compareRuns']>;
type Difference = NonNullable<Comparison['inputs']>['nodes'][number];

export interface RunComparisonPanelProps {
  readonly runId: string;
  /** The run it stands beside; the last success when null. */
  readonly otherId: string | null;
  readonly nowMs: number;
  /** What chooses the other run. */
  readonly children?: React.ReactNode;
}

/** A run beside the last success of its job, or beside another one: only what differs is marked. */
export function RunComparisonPanel({ runId, otherId, nowMs, children }: RunComparisonPanelProps): React.ReactNode {
  const [{ data, error }, again] = useQuery({
    query: RunComparisonDocument,
    variables: { id: runId, otherId },
    requestPolicy: 'cache-and-network',
  });
  const comparison = data?.compareRuns;
  return (
    <section className={styles['panel']} aria-labelledby="comparison">
      <h2 id="comparison">{otherId === null ? <Trans>Against the last success</Trans> : <Trans>Against another run</Trans>}</h2>
      {error && (
        <ErrorNote
          {...shownBeside(error, Boolean(comparison))}
          requestId={requestIdOf(error)}
          onRetry={() => again({ requestPolicy: 'network-only' })}
        >
          <Trans>The comparison could not be loaded.</Trans>
        </ErrorNote>
      )}
      {comparison && <Compared comparison={comparison} nowMs={nowMs} />}
      {children}
    </section>
  );
}

function Compared({ comparison, nowMs }: { readonly comparison: Comparison; readonly nowMs: number }): React.ReactNode {
  const { run, other, gaps } = comparison;
  return (
    <>
      {other && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <td />
              <th scope="col">
                <Link to="/runs/$id" params={{ id: other.id }}>
                  {other.startedAt ? formatMoment(other.startedAt, nowMs) : <Trans>other run</Trans>}
                </Link>
              </th>
              <th scope="col">
                <Trans>this run</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            <Row
              name={<Trans>Duration</Trans>}
              before={durationWords(other.durationMs)}
              after={durationWords(run.durationMs)}
              isMarked={isMuchLonger(comparison)}
            />
            <RowsOfDatasets comparison={comparison} />
            <Parameters comparison={comparison} />
            {comparison.codeChanged !== null && comparison.codeChanged !== undefined && (
              <Row
                name={<Trans>Code version</Trans>}
                before={comparison.otherCode?.version?.slice(0, 8) ?? '–'}
                after={comparison.code?.version?.slice(0, 8) ?? '–'}
                isMarked={comparison.codeChanged}
              />
            )}
          </tbody>
        </table>
      )}
      <ChangedFacets comparison={comparison} />
      {gaps.length > 0 && (
        <ul className={styles['note']}>
          {gaps.map(({ part, words }) => (
            <li key={part}>{words}</li>
          ))}
        </ul>
      )}
    </>
  );
}

interface RowProps {
  readonly name: React.ReactNode;
  readonly before: string;
  readonly after: string;
  readonly isMarked: boolean;
}

function Row({ name, before, after, isMarked }: RowProps): React.ReactNode {
  return (
    <tr className={isMarked ? styles['marked'] : undefined}>
      <th scope="row">{name}</th>
      <td>{before}</td>
      <td>
        {after}
        {isMarked && (
          <span className="visually-hidden">
            {' '}
            <Trans>differs</Trans>
          </span>
        )}
      </td>
    </tr>
  );
}

/** What differs, by name; of the rest that and how much of it there is. */
function RowsOfDatasets({ comparison: { inputs, outputs } }: { readonly comparison: Comparison }): React.ReactNode {
  const rows = [...(inputs?.nodes ?? []), ...(outputs?.nodes ?? [])].map((difference) => rowOfDataset(difference));
  const same = rows.filter(({ tellsNothing }) => tellsNothing).length;
  return (
    <>
      {rows.map(
        ({ tellsNothing, name, ...row }, place) =>
          !tellsNothing && (
            // oxlint-disable-next-line react/no-array-index-key -- a dataset may be read and written
            <Row key={place} name={<Name most={24}>{name}</Name>} {...row} />
          ),
      )}
      {same > 0 && (
        <tr>
          <th scope="row">
            <Trans>Other datasets</Trans>
          </th>
          <td colSpan={2}>
            <Plural value={same} one="# the same in both" other="# the same in both" />
          </td>
        </tr>
      )}
    </>
  );
}

function rowOfDataset({ change, dataset, inRun, inOther }: Difference) {
  const facts = (edge: Difference['inRun']): string | null => {
    const rows = edge?.statistics?.rowCount;
    return rows !== null && rows !== undefined ? t`${formatNumber(rows)} rows` : (edge?.versionText ?? null);
  };
  const words = (edge: Difference['inRun']): string => (edge ? (facts(edge) ?? t`not counted`) : t`not used`);
  const [before, after] = [words(inOther), words(inRun)];
  // What only one of the two has told is no difference between them.
  const isKnown = facts(inRun) !== null && facts(inOther) !== null;
  const isMarked = change === 'ADDED' || change === 'REMOVED' || (isKnown && before !== after);
  return {
    name: dataset?.name ?? '',
    before,
    after,
    isMarked,
    tellsNothing: !isMarked && facts(inRun) === null && facts(inOther) === null,
  };
}

function Parameters({ comparison: { parameters } }: { readonly comparison: Comparison }): React.ReactNode {
  return parameters?.map(({ key, value, otherValue }) => (
    <Row
      key={key}
      name={<Name most={24}>{key}</Name>}
      before={otherValue?.slice(0, 40) ?? '–'}
      after={value?.slice(0, 40) ?? '–'}
      isMarked={!(isMoment(value) && isMoment(otherValue))}
    />
  ));
}

/** Every run has a time of its own: that two differ explains nothing. */
function isMoment(value: string | null | undefined): boolean {
  return /^"?\d{4}-\d{2}-\d{2}([T ]\d{2}:|"?$)/.test(value ?? '');
}

function ChangedFacets({ comparison: { facets } }: { readonly comparison: Comparison }): React.ReactNode {
  if (!facets || facets.length === 0) return null;
  return (
    <p className={styles['facets']}>
      <Trans>Facets that differ:</Trans>{' '}
      {facets.map(({ name }, place) => (
        <span key={name}>
          {place > 0 && ', '}
          <Name>{name}</Name>
        </span>
      ))}
    </p>
  );
}

function durationWords(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '–' : formatDuration(ms);
}

/** Half as long again, and by more than a second. */
function isMuchLonger({ durationChangeMs, other }: Comparison): boolean {
  return durationChangeMs !== null && durationChangeMs !== undefined && durationChangeMs > Math.max(1_000, (other?.durationMs ?? 0) / 2);
}
