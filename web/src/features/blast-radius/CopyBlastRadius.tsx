import { Trans } from '@lingui/react/macro';
import { useGraphClient } from '../../client/clients-context.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { blastMessage } from './blast-message.ts';
import { readBlastRadius } from './read-blast-radius.ts';

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
