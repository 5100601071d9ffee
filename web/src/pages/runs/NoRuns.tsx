import { Trans } from '@lingui/react/macro';
import type { RunsAddress } from '../../address/runs-address.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { rangeWords } from './runs-sentence.ts';
import type { ChangeRunsAddress } from './use-runs-address.ts';

export interface NoRunsProps {
  readonly address: RunsAddress;
  readonly change: ChangeRunsAddress;
}

/** Why no run is shown: what hides them, or that none has been told. */
export function NoRuns({ address, change }: NoRunsProps): React.ReactNode {
  if (address.job !== null || address.ns.length > 0 || address.state.length > 0) return <Filtered address={address} change={change} />;
  return (
    <EmptyNote title={<Trans>No run started in {rangeWords(address.range)}.</Trans>}>
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

function Filtered({ address, change }: NoRunsProps): React.ReactNode {
  return (
    <EmptyNote title={<Trans>No run passes the filters.</Trans>}>
      <ul>
        {address.job !== null && (
          <li>
            <Trans>
              Name contains <bdi className="mono">{address.job}</bdi>
            </Trans>
          </li>
        )}
        {address.ns.map((name) => (
          <li key={name}>
            <Trans>
              Namespace <bdi className="mono">{name}</bdi>
            </Trans>
          </li>
        ))}
        {address.state.length > 0 && (
          <li>
            <Trans>Only these states: {address.state.join(', ')}</Trans>
          </li>
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
