import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Pencil, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { useOffline } from '../../client/use-offline.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { cutMiddle } from '../../ui/format.ts';
import type { SavedViewPartsFragment } from '../../generated/graphql/graphql.ts';
import styles from './SavedViews.module.css';

/** One saved view: its name opens it; it is renamed in place. */
export function SavedViewRow({
  view,
  onOpen,
  onChange,
  onDelete,
}: {
  readonly view: SavedViewPartsFragment;
  readonly onOpen: () => void;
  readonly onChange: (changes: { name?: string; shared?: boolean }) => Promise<boolean>;
  readonly onDelete: () => void;
}): React.ReactNode {
  const { t } = useLingui();
  const [draft, setDraft] = useState<string | null>(null);
  const offline = useOffline();
  const { name, query, shared } = view;
  if (draft !== null) return <RenameForm name={name} draft={draft} onDraft={setDraft} onChange={onChange} />;
  return (
    <li className={styles['row']}>
      <span className={styles['name']} onClickCapture={onOpen}>
        <AppLink path={query}>
          <bdi title={name.length > 60 ? name : undefined}>{cutMiddle(name, 60)}</bdi>
        </AppLink>
        <span className={`mono ${styles['path']}`}>{cutMiddle(query, 70)}</span>
      </span>
      {shared && (
        <span className={styles['shared']}>
          <Trans>shared</Trans>
        </span>
      )}
      <IconButton
        {...offline}
        label={shared ? t`Share ${name} with nobody` : t`Share ${name} with everybody`}
        isPressed={shared}
        onClick={() => void onChange({ shared: !shared })}
      >
        <Users size={15} aria-hidden />
      </IconButton>
      <IconButton {...offline} label={t`Rename ${name}`} onClick={() => setDraft(name)}>
        <Pencil size={15} aria-hidden />
      </IconButton>
      <IconButton {...offline} label={t`Delete ${name}`} onClick={onDelete}>
        <Trash2 size={15} aria-hidden />
      </IconButton>
    </li>
  );
}

function RenameForm({
  name,
  draft,
  onDraft,
  onChange,
}: {
  readonly name: string;
  readonly draft: string;
  readonly onDraft: (draft: string | null) => void;
  readonly onChange: (changes: { name: string }) => Promise<boolean>;
}): React.ReactNode {
  const { t } = useLingui();
  const rename = async (): Promise<void> => {
    const wanted = draft.trim();
    if (wanted === '' || wanted === name || (await onChange({ name: wanted }))) onDraft(null);
  };
  return (
    <li className={styles['row']}>
      <form
        className={styles['line']}
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the press asked for this field
          autoFocus
          aria-label={t`Name of the view ${name}`}
          value={draft}
          maxLength={100}
          dir="auto"
          onChange={({ target }) => onDraft(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onDraft(null);
          }}
        />
        <IconButton label={t`Rename the view`} onClick={() => void rename()}>
          <Check size={15} aria-hidden />
        </IconButton>
      </form>
    </li>
  );
}
