import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { RunSiblingsDocument } from '../../generated/graphql/graphql.ts';
import { formatMoment } from '../../ui/format.ts';
import styles from './RunComparisonPanel.module.css';

export interface CompareWithProps {
  readonly runId: string;
  readonly jobId: string;
  readonly otherId: string | null;
  readonly nowMs: number;
  readonly onChange: (otherId: string | null) => void;
}

/** The run to stand beside: the last success, or one of the job's newest. */
export function CompareWith({ runId, jobId, otherId, nowMs, onChange }: CompareWithProps): React.ReactNode {
  const { t } = useLingui();
  const [{ data, error }] = useQuery({ query: RunSiblingsDocument, variables: { jobId } });
  const others = (data?.job?.runs?.nodes ?? []).filter(({ id }) => id !== runId);
  const isListed = otherId === null || others.some(({ id }) => id === otherId);
  return (
    <label className={styles['with']}>
      <Trans>Compare with</Trans>{' '}
      <select value={otherId ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : target.value)}>
        <option value="">{t`the last success`}</option>
        {others.map(({ id, state, startedAt }) => (
          <option key={id} value={id}>
            {`${startedAt ? formatMoment(startedAt, nowMs) : id.slice(4, 12)}, ${state.toLowerCase()}`}
          </option>
        ))}
        {error && !data && <option disabled>{t`The other runs could not be listed`}</option>}
        {!isListed && <option value={otherId}>{otherId.slice(4, 12)}</option>}
      </select>
    </label>
  );
}
