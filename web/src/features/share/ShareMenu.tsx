import { Trans, useLingui } from '@lingui/react/macro';
import { Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { usePageCommands } from '../../ui/page-commands.ts';
import { SavedViewsDialog } from './SavedViewsDialog.tsx';
import { explorerPath } from './pinned-path.ts';
import styles from './ShareMenu.module.css';

export interface ShareMenuProps {
  /** What a view of this screen is called unless its name is changed. */
  readonly suggestion: string;
  /** The path that shows this very moment and place; without it there is only the link of the address. */
  readonly asSeen?: () => string;
  /** What that link holds beside the address. */
  readonly asSeenDetail?: string;
  /** What fetches what is shown. */
  readonly operations?: () => string;
}

/** Hands on what is shown: as a link, as what it is at this moment, as GraphQL, as a saved view. */
export function ShareMenu({ suggestion, asSeen, asSeenDetail = '', operations }: ShareMenuProps): React.ReactNode {
  const { t } = useLingui();
  const [isListed, setListed] = useState(false);
  const { words, uncopied, copy, forget } = useCopying();
  const links: readonly MenuEntry[] = [
    { id: 'link', name: t`Copy link`, act: () => copy(location.href) },
    ...(asSeen
      ? [
          {
            ...{ id: 'seen', name: t`Copy link as I see it` },
            detail: asSeenDetail,
            act: () => copy(location.origin + asSeen()),
          },
        ]
      : []),
  ];
  const graphql: readonly MenuEntry[] = operations
    ? [
        { id: 'graphql', name: t`Copy as GraphQL`, act: () => copy(operations()) },
        { id: 'graphiql', name: t`Open in GraphiQL`, act: () => window.open(explorerPath(operations()), '_blank', 'noopener') },
      ]
    : [];
  const sections = [
    { name: t`Link`, entries: links },
    { name: t`Saved views`, entries: [{ id: 'views', name: t`Save or open a view`, act: () => setListed(true) }] },
    ...(graphql.length > 0 ? [{ name: t`For programs`, entries: graphql }] : []),
  ];
  usePageCommands(sections.flatMap(({ entries }) => entries));
  return (
    <div className={styles['share']}>
      <MenuButton label={t`Share`} sections={sections}>
        <Share2 size={14} aria-hidden />
        <Trans>Share</Trans>
      </MenuButton>
      <span role="status" className={styles['said']}>
        {words}
      </span>
      {isListed && <SavedViewsDialog path={location.pathname + location.search} suggestion={suggestion} onClose={() => setListed(false)} />}
      {uncopied !== null && (
        <Dialog title={t`Copy this`} onClose={forget}>
          <textarea className={styles['text']} readOnly rows={8} aria-label={t`Text to copy`} defaultValue={uncopied} />
        </Dialog>
      )}
    </div>
  );
}

/** Copies, and says so for a while; what the browser does not let copy is shown instead. */
function useCopying() {
  const { t } = useLingui();
  const [words, setWords] = useState('');
  const [uncopied, setUncopied] = useState<string | null>(null);
  useEffect(() => {
    if (words === '') return undefined;
    const timer = setTimeout(() => setWords(''), 2_500);
    return () => clearTimeout(timer);
  }, [words]);
  const copy = (text: string): void => {
    void writeText(text).then(
      () => setWords(t`Copied`),
      () => setUncopied(text),
    );
  };
  return { words, uncopied, copy, forget: () => setUncopied(null) };
}

/** Where a page is no secure context there is no clipboard at all, which rejects like any refusal. */
async function writeText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
