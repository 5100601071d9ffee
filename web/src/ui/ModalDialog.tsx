import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { DialogProps } from './Dialog.tsx';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

/** What `Dialog` is, once its library is there. */
export function ModalDialog({ title, isTitleHidden = false, place = 'centre', onClose, children }: DialogProps): React.ReactNode {
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
