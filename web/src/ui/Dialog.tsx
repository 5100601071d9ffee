import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

/** Something that has to be read or done before anything else; Escape, the cross and a press outside close it. */
export function Dialog({
  title,
  isTitleHidden = false,
  place = 'centre',
  onClose,
  children,
}: {
  readonly title: string;
  readonly isTitleHidden?: boolean;
  /** `side` is a sheet at the end of the line, `start` at its beginning. */
  readonly place?: 'centre' | 'top' | 'side' | 'start';
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}): React.ReactNode {
  const { t } = useLingui();
  return (
    <ModalOverlay isOpen isDismissable className={styles['overlay']} data-place={place} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={styles['modal']}>
        <AriaDialog className={styles['dialog']} aria-label={isTitleHidden ? title : undefined}>
          {!isTitleHidden && (
            <header className={styles['header']}>
              <Heading slot="title">{title}</Heading>
              <IconButton label={t`Close`} onClick={onClose}>
                <X size={16} aria-hidden />
              </IconButton>
            </header>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
