import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { runsSearch, type RunsAddress } from '../../address/runs-address.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { RunsCountDocument } from '../../generated/graphql/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { formatMoment } from '../../ui/format.ts';
import { runsFilterOf } from './runs-filter.ts';
import { rangeWords } from './runs-sentence.ts';
import type { ChangeRunsAddress } from './use-runs-address.ts';

export interface NoRunsProps {
  readonly address: RunsAddress;
  readonly window: TimeWindow;
  readonly change: ChangeRunsAddress;
}

/** Why no run is shown: what hides them, or that none has been told. */
export function NoRuns(props: NoRunsProps): React.ReactNode {
  const { address, window, change } = props;
  const { job, ns, state } = runsSearch(address);
  if (job !== undefined || ns !== undefined || state !== undefined) return <Filtered {...props} />;
  return (
    <EmptyNote
      title={
        address.to === null ? (
          <Trans>No run started in {rangeWords(address.range)}.</Trans>
        ) : (
          <Trans>
            No run started in {rangeWords(address.range)} before {formatMoment(address.to, window.toMs)}.
          </Trans>
        )
      }
    >
      <p>
        <Trans>Runs appear here as soon as a producer sends OpenLineage events. To see some now:</Trans>{' '}
        <code className="mono">npm run demo</code>
      </p>
      {address.range !== '30d' && (
        <Button
          onClick={() => {
            change({ range: '30d', to: null });
          }}
        >
          <Trans>Look at the last 30 days</Trans>
        </Button>
      )}
    </EmptyNote>
  );
}

/** Each filter, and how many runs there would be without it. */
function Filtered(props: NoRunsProps): React.ReactNode {
  const { address, change } = props;
  return (
    <EmptyNote title={<Trans>No run passes the filters.</Trans>}>
      <ul>
        {address.job !== null && (
          <Without {...props} without={{ job: null }}>
            <Trans>
              Name contains <bdi className="mono">{address.job}</bdi>
            </Trans>
          </Without>
        )}
        {address.ns.length > 0 && (
          <Without {...props} without={{ ns: [] }}>
            <Trans>
              Namespaces: <bdi className="mono">{address.ns.join(', ')}</bdi>
            </Trans>
          </Without>
        )}
        {address.state.length > 0 && (
          <Without {...props} without={{ state: [] }}>
            <Trans>Only these states: {address.state.join(', ')}</Trans>
          </Without>
        )}
      </ul>
      <Button
        onClick={() => {
          change({ job: null, ns: [], state: [] });
        }}
      >
        <Trans>Remove the filters</Trans>
      </Button>
    </EmptyNote>
  );
}

function Without({
  address,
  window,
  change,
  without,
  children,
}: NoRunsProps & { readonly without: Partial<RunsAddress>; readonly children: React.ReactNode }): React.ReactNode {
  const filter = runsFilterOf({ ...address, ...without }, window);
  const [{ data }] = useQuery({ query: RunsCountDocument, variables: { filter } });
  const count = data ? (data.runs.totalCount ?? Infinity) : null;
  return (
    <li>
      {children} {count === 0 && <Trans>(without it there are none either)</Trans>}
      {count === Infinity && <Trans>hides more than 10,000 runs</Trans>}
      {count !== null && count > 0 && count < Infinity && <Plural value={count} one="hides # run" other="hides # runs" />}{' '}
      {count !== null && count > 0 && (
        <Button kind="quiet" onClick={() => change(without)}>
          <Trans>Remove it</Trans>
        </Button>
      )}
    </li>
  );
}
