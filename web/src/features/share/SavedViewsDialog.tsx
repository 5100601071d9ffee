import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { useOffline } from '../../client/use-offline.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { SavedViewRow } from './SavedViewRow.tsx';
import { useSavedViews, type SavedViews } from './use-saved-views.ts';
import styles from './SavedViews.module.css';

/** Keeps the place under a name, and lists what was kept. `path` is what is shown, within the app. */
export function SavedViewsDialog({
  path,
  suggestion,
  onClose,
}: {
  readonly path: string;
  readonly suggestion: string;
  readonly onClose: () => void;
}): React.ReactNode {
  const { t } = useLingui();
  const saved = useSavedViews();
  return (
    <Dialog title={t`Saved views`} onClose={onClose}>
      <div className={styles['body']}>
        <SaveForm suggestion={suggestion} onSave={(name, shared) => saved.save(name, path, shared)} />
        <p className={styles['said']} role="status">
          <span>{saved.words}</span>
          {saved.undo && (
            <Button onClick={() => void saved.undo?.()}>
              <Trans>Restore it</Trans>
            </Button>
          )}
        </p>
        <ViewList saved={saved} onOpen={onClose} />
      </div>
    </Dialog>
  );
}

function ViewList({ saved, onOpen }: { readonly saved: SavedViews; readonly onOpen: () => void }): React.ReactNode {
  const { t } = useLingui();
  return (
    <>
      {saved.isLoading && <SkeletonRows rows={3} height={40} />}
      {saved.error && (
        <ErrorNote
          {...shownBeside(saved.error, saved.views.length > 0)}
          requestId={requestIdOf(saved.error)}
          onRetry={() => saved.reload({ requestPolicy: 'network-only' })}
        >
          <Trans>The saved views could not be loaded.</Trans>
        </ErrorNote>
      )}
      {!saved.isLoading && !saved.error && saved.views.length === 0 && (
        <p className={styles['hint']}>
          <Trans>No view is saved yet. Each keeps what the address says: what is shown, and how it is filtered.</Trans>
        </p>
      )}
      <ul aria-label={t`Saved views`}>
        {saved.views.map((view) => (
          <SavedViewRow
            key={view.id}
            view={view}
            onOpen={onOpen}
            onChange={(changes) => saved.change(view, changes)}
            onDelete={() => void saved.remove(view)}
          />
        ))}
      </ul>
    </>
  );
}

function SaveForm({
  suggestion,
  onSave,
}: {
  readonly suggestion: string;
  readonly onSave: (name: string, shared: boolean) => Promise<boolean>;
}): React.ReactNode {
  const id = useId();
  const [name, setName] = useState(() => suggestion.slice(0, 100));
  const [isShared, setShared] = useState(false);
  const [isSending, setSending] = useState(false);
  const save = async (): Promise<void> => {
    if (name.trim() === '' || isSending) return;
    setSending(true);
    if (await onSave(name.trim(), isShared)) setName('');
    setSending(false);
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={id}>
        <Trans>Save what is shown as</Trans>
      </label>
      <div className={styles['line']}>
        <input id={id} value={name} maxLength={100} required dir="auto" onChange={({ target }) => setName(target.value)} />
        <Button type="submit" kind="primary" disabled={isSending} {...useOffline()}>
          {isSending ? <Trans>Sending…</Trans> : <Trans>Save view</Trans>}
        </Button>
      </div>
      <label className={styles['check']}>
        <input type="checkbox" checked={isShared} onChange={({ target }) => setShared(target.checked)} />
        <span>
          <Trans>Everybody here may see it</Trans>
        </span>
      </label>
    </form>
  );
}
