import { useLingui } from '@lingui/react/macro';
import { Minus, Plus } from 'lucide-react';
import styles from './LineageToolbar.module.css';

/** How many hops are shown on one side. */
export function DepthStepper({
  side,
  hops,
  isAll,
  onChange,
}: {
  readonly side: 'up' | 'down';
  readonly hops: number;
  /** Nothing more is hidden on this side. */
  readonly isAll: boolean;
  readonly onChange: (hops: number) => void;
}): React.ReactNode {
  const { t } = useLingui();
  const isUp = side === 'up';
  const more = isUp ? t`Show one hop more upstream` : t`Show one hop more downstream`;
  const nothing = isUp ? t`Nothing more is upstream` : t`Nothing more is downstream`;
  return (
    <div className={styles['stepper']} role="group" aria-label={isUp ? t`Hops upstream` : t`Hops downstream`}>
      <button
        type="button"
        disabled={hops === 0}
        aria-label={isUp ? t`Show one hop less upstream` : t`Show one hop less downstream`}
        onClick={() => onChange(hops - 1)}
      >
        <Minus size={14} aria-hidden />
      </button>
      <output>{isUp ? t`${hops} up` : t`${hops} down`}</output>
      <button
        type="button"
        disabled={hops >= 6 || isAll}
        title={isAll ? nothing : undefined}
        aria-label={more}
        onClick={() => onChange(hops + 1)}
      >
        <Plus size={14} aria-hidden />
      </button>
    </div>
  );
}
