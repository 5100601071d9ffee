import { lazy, Suspense } from 'react';

export interface DialogProps {
  readonly title: string;
  readonly isTitleHidden?: boolean;
  /** `side` is a sheet at the end of the line, `start` at its beginning. */
  readonly place?: 'centre' | 'top' | 'side' | 'start';
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** The library of dialogs weighs as much as a screen: it comes when the first one opens. */
const ModalDialog = lazy(async () => ({ default: (await import('./ModalDialog.tsx')).ModalDialog }));

/** Something that has to be read or done before anything else; Escape, the cross and a press outside close it. */
export function Dialog(props: DialogProps): React.ReactNode {
  return (
    <Suspense>
      <ModalDialog {...props} />
    </Suspense>
  );
}
