import { X } from 'lucide-react';
import styles from './Chip.module.css';

/** Something that is set, and can be taken away by its cross. */
export function Chip({
  children,
  kind = 'plain',
  removeLabel,
  onRemove,
}: {
  readonly children: React.ReactNode;
  /** `traced` is the traced column, `pii` personal data; nothing else has their colours. */
  readonly kind?: 'plain' | 'traced' | 'pii';
  /** “Stop tracing primary_email”. */
  readonly removeLabel?: string;
  readonly onRemove?: () => void;
}): React.ReactNode {
  return (
    <span className={`${styles['chip']} ${styles[kind]}`}>
      {children}
      {onRemove && (
        <button type="button" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
