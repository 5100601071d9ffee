import { Trans } from '@lingui/react/macro';
import { useGraphClient } from '../../client/clients-context.ts';
import { BlastRadiusDocument } from '../../generated/graphql/graphql.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { blastMessage, type BlastRadius } from './blast-message.ts';

export interface CopyBlastRadiusProps {
  readonly runId: string;
  /** When it failed. */
  readonly at: string;
}

/** What a failure touches and whose that is, as one message to paste. */
export function CopyBlastRadius({ runId, at }: CopyBlastRadiusProps): React.ReactNode {
  const client = useGraphClient();
  const text = async (): Promise<string> => {
    const radius = await readBlastRadius(client, { runId, at });
    if (!radius) throw new Error('The hub knows no failure of this run.');
    return blastMessage(radius, location.origin);
  };
  return (
    <CopyButton text={text}>
      <Trans>Copy what is affected</Trans>
    </CopyButton>
  );
}

/** The failure as it stands now; null when it is none, or another one explains it. */
async function readBlastRadius(
  client: ReturnType<typeof useGraphClient>,
  { runId, at }: CopyBlastRadiusProps,
): Promise<BlastRadius | null> {
  // What followed fails later and is of other jobs: an end, or this job alone, would leave it out.
  const { data } = await client.query(BlastRadiusDocument, { since: new Date(Date.parse(at) - 1).toISOString() });
  return data?.firstUnexplainedFailures.nodes.find(({ run }) => run?.id === runId) ?? null;
}
