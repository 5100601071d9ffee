import { useId } from 'react';
import styles from './Tabs.module.css';

export interface TabOf<Key extends string> {
  readonly key: Key;
  readonly name: string;
}

/** Tabs over one panel: arrows move between them, and what they move to opens. */
export function Tabs<Key extends string>({
  label,
  tabs,
  selected,
  onSelect,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly TabOf<Key>[];
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
  /** The panel of the selected tab. */
  readonly children: React.ReactNode;
}): React.ReactNode {
  const id = useId();
  const place = tabs.findIndex(({ key }) => key === selected);
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const tab = tabs[placeAfter(event.key, place, tabs.length - 1)];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${tab.key}"]`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} tabIndex={-1} className={styles['tabs']} onKeyDown={onKeyDown}>
        {tabs.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            data-key={key}
            aria-selected={key === selected}
            aria-controls={`${id}-panel`}
            tabIndex={key === selected ? 0 : -1}
            onClick={() => onSelect(key)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
        {children}
      </div>
    </>
  );
}

function placeAfter(key: string, place: number, last: number): number {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: place === last ? 0 : place + 1,
    ArrowLeft: place === 0 ? last : place - 1,
    Home: 0,
    End: last,
  };
  return moves[key] ?? -1;
}
