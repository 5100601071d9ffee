import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useOffline } from '../../client/use-offline.ts';
import { AddColumnTagDocument, AddDatasetTagDocument, RemoveTagDocument } from '../../generated/graphql/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { isPii } from '../lineage-graph/card-loader.ts';
import styles from './Annotations.module.css';
import { outcomeOf } from './outcome.ts';
import { readTag } from './read-tag.ts';

export interface TaggedThing {
  readonly id: string;
  readonly kind: 'dataset' | 'column';
  readonly tags: readonly {
    readonly key: string;
    readonly value: string;
    readonly source?: string | null | undefined;
    readonly taggedBy?: string | null | undefined;
  }[];
}

/** The tags of a dataset or column: those of people can be taken away, those of producers stay. */
export function TagEditor({ thing, label }: { readonly thing: TaggedThing; readonly label: string }): React.ReactNode {
  const { t } = useLingui();
  const { message, undo, add, remove } = useTags(thing);
  const offline = useOffline();
  return (
    <div className={styles['tags']}>
      {thing.tags.map(({ key, value, taggedBy }) => {
        const own = taggedBy !== null && taggedBy !== undefined;
        const words = value === '' || value === 'true' ? key : `${key}: ${value}`;
        return (
          <Chip
            key={`${key} ${value}`}
            kind={isPii({ key, value }) ? 'pii' : 'plain'}
            {...(own && !offline.disabled
              ? { removeLabel: t`Take the tag ${words} from ${label}`, onRemove: () => void remove(key, value) }
              : {})}
          >
            <bdi title={own ? t`put there by ${taggedBy}` : t`told by its producer`}>{words}</bdi>
          </Chip>
        );
      })}
      <NewTag label={label} isWorded={thing.kind === 'dataset'} onAdd={add} />
      {undo && (
        <Button kind="quiet" {...offline} onClick={() => void undo()}>
          <Trans>Undo</Trans>
        </Button>
      )}
      <span role="status" className={styles['error']}>
        {message}
      </span>
    </div>
  );
}

interface NewTagProps {
  readonly label: string;
  /** With words beside the plus; a table has room for the plus alone. */
  readonly isWorded: boolean;
  readonly onAdd: (text: string) => Promise<boolean>;
}

/** A plus that becomes a field. */
function NewTag({ label, isWorded, onAdd }: NewTagProps): React.ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState<string | null>(null);
  const offline = useOffline();
  if (text === null && isWorded)
    return (
      <Button kind="quiet" {...offline} aria-label={t`Add a tag to ${label}`} onClick={() => setText('')}>
        <Plus size={14} aria-hidden />
        <Trans>Add a tag</Trans>
      </Button>
    );
  if (text === null)
    return (
      <IconButton {...offline} label={t`Add a tag to ${label}`} onClick={() => setText('')}>
        <Plus size={14} aria-hidden />
      </IconButton>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onAdd(text).then((isDone) => isDone && setText(null));
      }}
    >
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
        autoFocus
        type="text"
        maxLength={300}
        placeholder={t`key, or key: value`}
        aria-label={t`Tag for ${label}: key, or key: value`}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && setText(null)}
        onBlur={() => text === '' && setText(null)}
      />
    </form>
  );
}

/** Adding and taking away, each undone by the other. */
function useTags(thing: TaggedThing) {
  const [message, setMessage] = useState('');
  const [undo, setUndo] = useState<(() => Promise<unknown>) | null>(null);
  const [, addToDataset] = useMutation(AddDatasetTagDocument);
  const [, addToColumn] = useMutation(AddColumnTagDocument);
  const [, untag] = useMutation(RemoveTagDocument);
  const settle = (refused: ReturnType<typeof outcomeOf>, back: () => Promise<unknown>): boolean => {
    setMessage(refused?.message ?? '');
    setUndo(() => (refused ? null : back));
    return refused === null;
  };
  const put = async (key: string, value: string): Promise<boolean> => {
    const input = { id: thing.id, key, value };
    if (thing.kind === 'dataset') {
      const { error, data } = await addToDataset({ input });
      return settle(outcomeOf(error, data?.tagDataset.errors), () => remove(key, value));
    }
    const { error, data } = await addToColumn({ input });
    return settle(outcomeOf(error, data?.tagColumn.errors), () => remove(key, value));
  };
  const remove = async (key: string, value: string): Promise<boolean> => {
    const { error, data } = await untag({ input: { id: thing.id, key } });
    return settle(outcomeOf(error, data?.untag.errors), () => put(key, value));
  };
  const add = async (text: string): Promise<boolean> => {
    const tag = readTag(text);
    return tag ? put(tag.key, tag.value) : false;
  };
  const takeBack =
    undo &&
    (async (): Promise<void> => {
      await undo();
      setUndo(null);
    });
  return { message, undo: takeBack, add, remove };
}
