import { useLingui } from '@lingui/react/macro';
import type { RunsAddress } from '../../address/runs-address.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { pinnedRunsPath } from '../../features/share/pinned-path.ts';
import { ShareMenu } from '../../features/share/ShareMenu.tsx';
import { serverNow } from '../../ui/server-clock.ts';
import { runsOperations } from './runs-operations.ts';
import { rangeWords } from './runs-sentence.ts';

interface RunsShareMenuProps {
  readonly address: RunsAddress;
  readonly view: 'lanes' | 'table';
  readonly window: TimeWindow;
}

/** Shares the runs that are shown. */
export function RunsShareMenu({ address, view, window }: RunsShareMenuProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <ShareMenu
      suggestion={t`Runs, ${rangeWords(address.range)}`}
      asSeen={() => pinnedRunsPath(address, serverNow())}
      asSeenDetail={t`With this stretch of time`}
      operations={() => runsOperations(address, view, window)}
    />
  );
}
