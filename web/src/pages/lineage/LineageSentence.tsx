import { Trans } from '@lingui/react/macro';
import { serverNow } from '../../ui/server-clock.ts';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Sentence } from '../../ui/Sentence.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { LineagePageProps } from './page-props.ts';
import { useSentences } from './use-sentences.ts';
import styles from './LineageSentence.module.css';

/** Answer first: when the subject was written and by whom, what became of it, and how far the picture can be trusted. */
export function LineageSentence(page: LineagePageProps & { readonly topology: GraphTopology }): React.ReactNode {
  useNow(1_000);
  const now = serverNow();
  const sentences = useSentences(page, now);
  const { address, change } = page;
  return (
    <div className={styles['line']}>
      {address.at !== null && (
        <>
          <strong className={styles['past']}>
            <Trans>As it was {formatMoment(address.at, now, { seconds: true })}.</Trans>
          </strong>
          <Button kind="primary" onClick={() => change({ at: null })}>
            <Trans>Now</Trans>
          </Button>
        </>
      )}
      <p>
        <Sentence most={48}>{sentences.join(' ')}</Sentence>
      </p>
    </div>
  );
}
