import { Trans, useLingui } from '@lingui/react/macro';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useClient, useMutation } from 'urql';
import { useOffline } from '../../client/use-offline.ts';
import { CurrentlySaidDocument, DescribeDatasetDocument } from '../../generated/graphql/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './Annotations.module.css';
import { outcomeOf, type Refusal } from './outcome.ts';

export interface DescribedThing {
  readonly id: string;
  readonly description?: string | null | undefined;
  readonly describedBy?: string | null | undefined;
  readonly annotationVersion: number;
}

/** What something is, in words that people can put in place of the producer's; taken back by saving nothing. */
export function DescriptionEditor({
  thing,
  label,
  isCompact = false,
}: {
  readonly thing: DescribedThing;
  readonly label: string;
  /** In a table: nothing but the words and a pencil. */
  readonly isCompact?: boolean;
}): React.ReactNode {
  const [isEditing, setEditing] = useState(false);
  const [before, setBefore] = useState<string | null>(null);
  const [, describe] = useMutation(DescribeDatasetDocument);
  const undo = async (): Promise<void> => {
    await describe({ input: { id: thing.id, description: before === '' ? null : before } });
    setBefore(null);
  };
  if (isEditing)
    return (
      <DescriptionForm
        thing={thing}
        label={label}
        onDone={(saved) => {
          if (saved) setBefore(thing.describedBy ? (thing.description ?? '') : '');
          setEditing(false);
        }}
      />
    );
  const change = (): void => setEditing(true);
  const undone = before === null ? null : (): void => void undo();
  return isCompact ? (
    <CompactWords thing={thing} label={label} onChange={change} onUndo={undone} />
  ) : (
    <Words thing={thing} label={label} onChange={change} onUndo={undone} />
  );
}

interface WordsProps {
  readonly thing: DescribedThing;
  readonly label: string;
  readonly onChange: () => void;
  /** Given after a change that can be taken back. */
  readonly onUndo: (() => void) | null;
}

function Words({ thing: { description, describedBy }, label, onChange, onUndo }: WordsProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['shown']}>
      {description ? (
        <p>{description}</p>
      ) : (
        <p className={styles['quiet']}>
          <Trans>Nobody has said what this is.</Trans>
        </p>
      )}
      <p className={styles['meta']}>
        {description && (describedBy ? <Trans>said by {describedBy}</Trans> : <Trans>said by its producer</Trans>)}{' '}
        <Button
          kind="quiet"
          {...useOffline()}
          aria-label={description ? t`Change what is said of ${label}` : t`Say it of ${label}`}
          onClick={onChange}
        >
          <Pencil size={13} aria-hidden />
          {description ? <Trans>Change</Trans> : <Trans>Say it</Trans>}
        </Button>
        {onUndo && <UndoButton onUndo={onUndo} />}
      </p>
    </div>
  );
}

function CompactWords({ thing: { description, describedBy }, label, onChange, onUndo }: WordsProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['compact']}>
      {description && <span title={describedBy ? t`said by ${describedBy}` : t`said by its producer`}>{description}</span>}
      <IconButton {...useOffline()} label={t`Change what is said of ${label}`} onClick={onChange}>
        <Pencil size={13} aria-hidden />
      </IconButton>
      {onUndo && <UndoButton onUndo={onUndo} />}
    </div>
  );
}

function UndoButton({ onUndo }: { readonly onUndo: () => void }): React.ReactNode {
  return (
    <Button kind="quiet" {...useOffline()} onClick={onUndo}>
      <Trans>Undo</Trans>
    </Button>
  );
}

function DescriptionForm({
  thing,
  label,
  onDone,
}: {
  readonly thing: DescribedThing;
  readonly label: string;
  readonly onDone: (saved: boolean) => void;
}): React.ReactNode {
  const { t } = useLingui();
  const { text, setText, refusal, fetching, save } = useDescription(thing, () => onDone(true));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(false);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <textarea
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
        autoFocus
        rows={4}
        maxLength={10_000}
        aria-label={t`What is ${label}?`}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {refusal && (
        <RefusalWords
          refusal={refusal}
          theirs={thing.description ?? ''}
          onMine={() => void save(thing.annotationVersion)}
          onTheirs={() => onDone(false)}
        />
      )}
      <FormButtons isSending={fetching} onCancel={() => onDone(false)} />
    </form>
  );
}

function FormButtons({ isSending, onCancel }: { readonly isSending: boolean; readonly onCancel: () => void }): React.ReactNode {
  return (
    <div className={styles['actions']}>
      <Button kind="primary" type="submit" disabled={isSending} {...useOffline()}>
        {isSending ? <Trans>Sending</Trans> : <Trans>Save the description</Trans>}
      </Button>
      <Button kind="quiet" onClick={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    </div>
  );
}

/** The words as they are typed, and what came of saving them over the version they were begun on. */
function useDescription(thing: DescribedThing, onSaved: () => void) {
  const client = useClient();
  const [text, setText] = useState(thing.description ?? '');
  const [base, setBase] = useState(thing.annotationVersion);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, describe] = useMutation(DescribeDatasetDocument);
  const save = async (baseVersion: number = base): Promise<void> => {
    setBase(baseVersion);
    const words = text.trim();
    const answer = await describe({ input: { id: thing.id, description: words === '' ? null : words, baseVersion } });
    const refused = outcomeOf(answer.error, answer.data?.describe.errors);
    // What they have said is shown beside what was typed, and its version is the one to write over.
    if (refused?.isStale) await client.query(CurrentlySaidDocument, { id: thing.id }, { requestPolicy: 'network-only' }).toPromise();
    setRefusal(refused);
    if (!refused) onSaved();
  };
  return { text, setText, refusal, fetching, save };
}

/** Why it was not saved; nothing that was typed is lost. */
function RefusalWords({
  refusal,
  theirs,
  onMine,
  onTheirs,
}: {
  readonly refusal: Refusal;
  readonly theirs: string;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}): React.ReactNode {
  return (
    <div className={styles['refusal']} role="alert">
      {refusal.isStale ? (
        <>
          <p>
            <Trans>Somebody else has changed it meanwhile. It says now:</Trans>
          </p>
          <blockquote>{theirs === '' ? '—' : theirs}</blockquote>
          <div className={styles['actions']}>
            <Button onClick={onMine}>
              <Trans>Use mine</Trans>
            </Button>
            <Button onClick={onTheirs}>
              <Trans>Keep theirs</Trans>
            </Button>
          </div>
        </>
      ) : (
        <p>{refusal.message}</p>
      )}
    </div>
  );
}
