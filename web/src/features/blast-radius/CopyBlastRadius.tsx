import { Trans } from '@lingui/react/macro';
import { useGraphClient } from '../../client/clients-context.ts';
import { BlastRadiusDocument } from '../../generated/graphql/graphql.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { blastMessage, type BlastRadius } from './blast-message.ts';

export interface CopyBlastRadiusProps {
  readonly runId: string;
  readonly jobId: string;
  /** When it failed. */
  readonly at: string;
}

/** What a failure touches and whose that is, as one message to paste. */
export function CopyBlastRadius({ runId, jobId, at }: CopyBlastRadiusProps): React.ReactNode {
  const client = useGraphClient();
  const text = async (): Promise<string> => {
    const radius = await readBlastRadius(client, { runId, jobId, at });
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
  { runId, jobId, at }: CopyBlastRadiusProps,
): Promise<BlastRadius | null> {
  const ms = Date.parse(at);
  const { data } = await client.query(BlastRadiusDocument, {
    jobIds: [jobId],
    since: new Date(ms - 1).toISOString(),
    until: new Date(ms + 1).toISOString(),
  });
  return data?.firstUnexplainedFailures.nodes.find(({ run }) => run?.id === runId) ?? null;
}
