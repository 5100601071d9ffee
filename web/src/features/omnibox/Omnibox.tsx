import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { OmniboxList } from './OmniboxList.tsx';
import styles from './Omnibox.module.css';
import type { OmniboxEntry } from './omnibox-entry.ts';
import { rememberRecent } from './recents.ts';
import { useOmniboxGroups, type OmniboxState } from './use-omnibox-groups.ts';

/** One list of everything: datasets, jobs, columns, runs, namespaces, commands; with an empty text what was opened last. */
export function Omnibox({ onClose }: { readonly onClose: () => void }): React.ReactNode {
  const { t } = useLingui();
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const { groups, state } = useOmniboxGroups(text);
  const entries = groups.flatMap((group) => group.entries);
  const active = entries[Math.min(place, entries.length - 1)];
  const choose = (entry: OmniboxEntry): void => {
    onClose();
    if (entry.path !== null) {
      if (entry.kind !== 'command') rememberRecent({ path: entry.path, name: entry.name, kind: entry.kind });
      router.history.push(entry.path);
    } else entry.act?.();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const to = placeAfter(event.key, place, entries.length - 1);
    if (to !== null) {
      event.preventDefault();
      setPlace(to);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      choose(active);
    }
  };
  return (
    <Dialog title={t`Search everything`} isTitleHidden place="top" onClose={onClose}>
      <OmniboxField
        text={text}
        listId={listId}
        activeId={active ? `${listId}-${entries.indexOf(active)}` : undefined}
        onChange={(changed) => {
          setText(changed);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <OmniboxList id={listId} groups={groups} active={active} onChoose={choose} onPoint={(entry) => setPlace(entries.indexOf(entry))} />
      <OmniboxFoot state={state} />
    </Dialog>
  );
}

function OmniboxField({
  text,
  listId,
  activeId,
  onChange,
  onKeyDown,
}: {
  readonly text: string;
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
}): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['field']}>
      <Search size={16} aria-hidden />
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is this field
        autoFocus
        type="text"
        role="combobox"
        value={text}
        maxLength={2_000}
        autoComplete="off"
        spellCheck={false}
        placeholder={t`Search, or ds: job: col: run: tag: ns: >`}
        aria-label={t`Search everything`}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">esc</kbd>
    </div>
  );
}

/** Where a key moves in a list that goes round; null when the key moves nothing. */
function placeAfter(key: string, place: number, last: number): number | null {
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return place >= last ? 0 : place + 1;
    case 'ArrowUp':
      return place <= 0 ? last : Math.min(place, last) - 1;
    case 'PageDown':
      return Math.min(last, place + 8);
    case 'PageUp':
      return Math.max(0, place - 8);
    default:
      return null;
  }
}

/** What there is to say about what is shown; read aloud when it changes. */
function OmniboxFoot({ state }: { readonly state: OmniboxState }): React.ReactNode {
  return (
    <p className={styles['foot']} role="status">
      {state.kind === 'failed' && (
        <Trans>
          The search did not answer. Change the text to try again. <span className="mono">{state.requestId}</span>
        </Trans>
      )}
      {state.kind === 'nothing' && <Trans>Nothing has this in its name. Other spellings were tried.</Trans>}
      {state.kind === 'more' && <Trans>There are more: go on typing.</Trans>}
      {state.kind === 'hint' && <Trans>Type a part of a name; typing errors are forgiven.</Trans>}
    </p>
  );
}
