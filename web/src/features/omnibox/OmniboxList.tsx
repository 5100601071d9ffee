import { useLingui } from '@lingui/react/macro';
import { ArrowRight, Box, Columns3, Command, Database, FolderOpen, History, Bookmark, type LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Name } from '../../ui/Name.tsx';
import styles from './Omnibox.module.css';
import type { OmniboxEntry } from './omnibox-entry.ts';
import { markedParts } from './omnibox-text.ts';
import type { OmniboxGroup } from './use-omnibox-groups.ts';

const icons: Readonly<Record<OmniboxEntry['kind'], LucideIcon>> = {
  dataset: Database,
  job: Box,
  column: Columns3,
  run: History,
  namespace: FolderOpen,
  view: Bookmark,
  command: Command,
};

/** The lines, under the names of their groups. */
export function OmniboxList({
  id,
  groups,
  active,
  onChoose,
  onPoint,
}: {
  readonly id: string;
  readonly groups: readonly OmniboxGroup[];
  readonly active: OmniboxEntry | undefined;
  readonly onChoose: (entry: OmniboxEntry) => void;
  readonly onPoint: (entry: OmniboxEntry) => void;
}): React.ReactNode {
  const { t } = useLingui();
  const all = groups.flatMap((group) => group.entries);
  return (
    <div id={id} className={styles['list']} role="listbox" aria-label={t`Found`}>
      {groups.map((group) => (
        <div key={group.name} role="group" aria-label={group.name}>
          <div className={styles['group']} aria-hidden="true">
            {group.name}
          </div>
          {group.entries.map((entry) => (
            <Line
              key={entry.key}
              id={`${id}-${all.indexOf(entry)}`}
              entry={entry}
              isActive={entry === active}
              onChoose={() => onChoose(entry)}
              onPoint={() => onPoint(entry)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Line({
  id,
  entry,
  isActive,
  onChoose,
  onPoint,
}: {
  readonly id: string;
  readonly entry: OmniboxEntry;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}): React.ReactNode {
  const line = useRef<HTMLDivElement>(null);
  const Icon = icons[entry.kind];
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // Keys are the field's, which points here by aria-activedescendant.
    <div
      id={id}
      ref={line}
      role="option"
      aria-selected={isActive}
      className={styles['line']}
      tabIndex={-1}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      <Icon size={15} strokeWidth={1.7} aria-hidden />
      <span className={styles['name']}>
        <MarkedName entry={entry} />
      </span>
      {entry.detail !== '' && (
        <span className={styles['detail']}>
          <Name most={40}>{entry.detail}</Name>
        </span>
      )}
      {isActive && <ArrowRight size={14} aria-hidden />}
    </div>
  );
}

/** Long names are cut, and then show no marks. */
function MarkedName({ entry: { kind, name, ranges } }: { readonly entry: OmniboxEntry }): React.ReactNode {
  if (kind === 'command' || kind === 'view') return name;
  if (name.length > 60 || ranges.length === 0) return <Name most={60}>{name}</Name>;
  return (
    <bdi className="mono">
      {markedParts(name, ranges).map(({ text, isMet }, place) =>
        // oxlint-disable-next-line react/no-array-index-key -- parts of one name have no other identity
        isMet ? <mark key={place}>{text}</mark> : text,
      )}
    </bdi>
  );
}
