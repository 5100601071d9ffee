import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import { cutMiddle, formatNumber } from '../../ui/format.ts';
import { treeMove } from '../../ui/tree-keys.ts';
import { facetLines, webAddress, type FacetLine, type OpenPages } from './facet-lines.ts';
import type { JsonValue } from './json-value.ts';
import styles from './FacetTree.module.css';

/** What a facet holds, line by line: a tree for keys as well as for presses, of which only what is open is made. */
export function FacetTree({ label, value }: { readonly label: string; readonly value: JsonValue }): React.ReactNode {
  const id = useId();
  const { tree, lines, place, press, onKeyDown } = useFacetMoves(value);
  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={lines[place] ? `${id}-${place}` : undefined}
      className={styles['tree']}
      onKeyDown={onKeyDown}
    >
      {lines.map((line, index) => (
        <Line key={line.key} id={`${id}-${index}`} line={line} isActive={index === place} onPress={() => press(line)} />
      ))}
    </div>
  );
}

/** The lines in sight, which of them is active, and what keys and presses do. */
function useFacetMoves(value: JsonValue) {
  const tree = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<OpenPages>(new Map());
  const [activeKey, setActive] = useState('');
  const lines = useMemo(() => facetLines(value, open), [value, open]);
  const place = Math.max(
    0,
    lines.findIndex(({ key }) => key === activeKey),
  );
  const set = (keys: readonly string[], pages: number): void =>
    setOpen((before) => new Map([...before, ...keys.map((key) => [key, pages] as const)]));
  const act = (line: FacetLine): void => {
    const address = line.kind === 'value' ? webAddress(line.text) : null;
    if (line.kind === 'more') set([line.of], (open.get(line.of) ?? 1) + 1);
    else if (line.kind === 'branch' || line.kind === 'text') set([line.key], line.isExpanded ? 0 : 1);
    else if (address) window.open(address, '_blank', 'noopener,noreferrer');
  };
  const go = (next: number): void => {
    setActive(lines[next]?.key ?? '');
    tree.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(event.key, lines, place, ({ label: name }) => name);
    if (!move) return;
    // A letter that begins no line is left to the page.
    event.preventDefault();
    if ('to' in move) go(move.to);
    else if ('expand' in move) set(move.expand, 1);
    else if ('collapse' in move) set([move.collapse], 0);
    else act(move.act);
  };
  const press = (line: FacetLine): void => {
    setActive(line.key);
    act(line);
  };
  return { tree, lines, place, press, onKeyDown };
}

/** Deeper lines are not indented further, or they would leave the panel. */
const deepest = 12;

interface LineProps {
  readonly id: string;
  readonly line: FacetLine;
  readonly isActive: boolean;
  readonly onPress: () => void;
}

function Line({ id, line, isActive, onPress }: LineProps): React.ReactNode {
  const isPressed = line.kind === 'branch' || line.kind === 'text' || line.kind === 'more';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
    <div
      id={id}
      role="treeitem"
      aria-level={line.level}
      aria-selected={isActive}
      aria-expanded={line.kind === 'branch' || line.kind === 'text' ? line.isExpanded : undefined}
      tabIndex={-1}
      className={styles['line']}
      data-kind={line.kind}
      style={{ paddingInlineStart: Math.min(line.level - 1, deepest) * 14 }}
      onClick={isPressed ? onPress : undefined}
    >
      {(line.kind === 'branch' || line.kind === 'text') && <ChevronRight size={12} aria-hidden className={styles['chevron']} />}
      {line.label !== '' && (
        <bdi className={`mono ${styles['label']}`} title={line.label.length > 40 ? line.label : undefined}>
          {cutMiddle(line.label, 40)}
        </bdi>
      )}
      <Content line={line} />
    </div>
  );
}

function Content({ line }: { readonly line: FacetLine }): React.ReactNode {
  const { t } = useLingui();
  switch (line.kind) {
    case 'branch': {
      const count = line.isList
        ? plural(line.size, { one: `${formatNumber(line.size)} entry`, other: `${formatNumber(line.size)} entries` })
        : plural(line.size, { one: `${formatNumber(line.size)} member`, other: `${formatNumber(line.size)} members` });
      return (
        <span className={styles['glance']}>
          {!line.isExpanded && line.glance !== '' ? <bdi className="mono">{line.glance}</bdi> : count}
        </span>
      );
    }
    case 'value':
      return <Value text={line.text} type={line.type} />;
    case 'text': {
      const first = line.text
        .slice(0, 400)
        .trimStart()
        .split(/[\n\r]/, 1)[0]!;
      return (
        <bdi className={`mono ${styles['glance']}`}>{line.isExpanded ? t`${formatNumber(line.text.length)} characters` : `${first}…`}</bdi>
      );
    }
    case 'block':
      return <pre dir="auto">{line.text.slice(0, line.shown)}</pre>;
    case 'more':
      return (
        <span className={styles['more']}>
          <Trans>Show more: {formatNumber(line.left)} left</Trans>
        </span>
      );
  }
}

function Value({ text, type }: { readonly text: string; readonly type: 'text' | 'number' | 'word' }): React.ReactNode {
  const address = type === 'text' ? webAddress(text) : null;
  if (text === '') {
    return (
      <span className={styles['glance']}>
        <Trans>empty text</Trans>
      </span>
    );
  }
  return (
    <bdi className={`mono ${styles['value']}`} data-type={type}>
      {address === null ? (
        text
      ) : (
        <a href={address} target="_blank" rel="noopener noreferrer" tabIndex={-1}>
          {text}
        </a>
      )}
    </bdi>
  );
}
