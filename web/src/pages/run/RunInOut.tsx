import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { RunDatasetsDocument, type RunDatasetsQuery } from '../../generated/graphql/graphql.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { momentSearch } from './facts-of-run.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './RunPage.module.css';

type Connection = NonNullable<NonNullable<RunDatasetsQuery['run']>['inputs']>;
type Edge = Connection['edges'][number];

interface RunInOutProps {
  readonly runId: string;
  /** When it ended: what it read and wrote is opened as it was then. */
  readonly endedAt: string | null;
  readonly version: number;
}

/** What the run read and wrote: version, rows, rules that were broken first. */
export function RunInOut({ runId, endedAt, version }: RunInOutProps): React.ReactNode {
  const [{ data, error }, again] = useQuery({ query: RunDatasetsDocument, variables: { id: runId } });
  useEffect(() => {
    if (version > 0) again({ requestPolicy: 'network-only' });
  }, [version, again]);
  if (!data?.run && !error) return null;
  return (
    <section>
      <h2>
        <Trans>Inputs and outputs</Trans>
      </h2>
      {error && (
        <ErrorNote
          {...shownBeside(error, Boolean(data?.run))}
          requestId={requestIdOf(error)}
          onRetry={() => again({ requestPolicy: 'network-only' })}
        >
          <Trans>What it read and wrote could not be loaded.</Trans>
        </ErrorNote>
      )}
      {data?.run?.inputs && <Edges title={<Trans>Read</Trans>} all={data.run.inputs} at={endedAt} showsWriter />}
      {data?.run?.outputs && <Edges title={<Trans>Wrote</Trans>} all={data.run.outputs} at={endedAt} showsWriter={false} />}
    </section>
  );
}

function Edges({
  title,
  all,
  at,
  showsWriter,
}: {
  readonly title: React.ReactNode;
  readonly all: Connection;
  readonly at: string | null;
  readonly showsWriter: boolean;
}): React.ReactNode {
  const left = (all.totalCount ?? 0) - all.edges.length;
  return (
    <>
      <h3 className={styles['quiet']}>{title}</h3>
      <ul className={styles['edges']}>
        {all.edges.map((edge) => (
          <EdgeLine key={edge.cursor} edge={edge} at={at} showsWriter={showsWriter} />
        ))}
        {all.edges.length === 0 && (
          <li className={styles['quiet']}>
            <Trans>Nothing was told.</Trans>
          </li>
        )}
        {left > 0 && (
          <li className={styles['quiet']}>
            <Trans>and {left} more</Trans>
          </li>
        )}
      </ul>
    </>
  );
}

function EdgeLine({
  edge,
  at,
  showsWriter,
}: {
  readonly edge: Edge;
  readonly at: string | null;
  readonly showsWriter: boolean;
}): React.ReactNode {
  const { node, statistics, writtenBy } = edge;
  const rows = statistics?.rowCount;
  const bytes = statistics?.sizeBytes;
  if (!node) return null;
  return (
    <li>
      <div>
        <AppLink path={`/lineage/${encodeURIComponent(node.id)}${momentSearch(at)}`}>
          <Name most={28}>{node.name}</Name>
        </AppLink>
        <span>
          {rows !== null && rows !== undefined ? (
            <Trans>{formatNumber(rows)} rows</Trans>
          ) : (
            bytes !== null && bytes !== undefined && formatBytes(bytes)
          )}
        </span>
      </div>
      <p className={styles['quiet']}>
        <VersionWords edge={edge} />
        {showsWriter && writtenBy && (
          <Trans>
            written by{' '}
            <Link to="/runs/$id" params={{ id: writtenBy.id }}>
              <Name most={24}>{writtenBy.job?.name ?? writtenBy.id}</Name>
            </Link>
          </Trans>
        )}
      </p>
      <Rules edge={edge} />
    </li>
  );
}

function VersionWords({ edge: { versionText, versionBasis } }: { readonly edge: Edge }): React.ReactNode {
  if (!versionText) return versionBasis === 'LAST_WRITE' ? <Trans>as written last before it; </Trans> : null;
  return (
    <Trans>
      version <Name most={16}>{versionText}</Name>{' '}
    </Trans>
  );
}

function Rules({ edge: { assertions } }: { readonly edge: Edge }): React.ReactNode {
  const { t } = useLingui();
  if (!assertions || assertions.length === 0) return null;
  const broken = assertions.filter(({ success }) => !success);
  return (
    <ul className={styles['rules']}>
      {broken.map(({ assertion, column, expected, actual }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a rule may be told twice
        <li key={place}>
          <StatusGlyph status="failed" label={t`broken`} size={12} /> <Name most={24}>{column ? `${assertion} ${column}` : assertion}</Name>
          {actual && expected && (
            <Trans>
              {actual}, should be {expected}
            </Trans>
          )}
        </li>
      ))}
      {assertions.length > broken.length && (
        <li>
          <StatusGlyph status="completed" size={12} />
          <Trans>{assertions.length - broken.length} rules held</Trans>
        </li>
      )}
    </ul>
  );
}
