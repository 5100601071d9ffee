import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { memo, useCallback, useMemo, useRef } from 'react';
import { formatDuration } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph, type Status } from '../../ui/StatusGlyph.tsx';
import { linkPaths } from './link-paths.ts';
import type { TimeScale } from './time-scale.ts';
import { rowHeight, useStepsInSight } from './use-steps-in-sight.ts';
import type { NamedStep, WaterfallProps } from './Waterfall.tsx';
import type { WaterfallLayout, WaterfallRow } from './waterfall-layout.ts';
import styles from './Waterfall.module.css';

type StepRowsProps = Pick<WaterfallProps, 'steps' | 'mode' | 'selected' | 'onSelect'> & { readonly layout: WaterfallLayout<NamedStep> };

/** A row a step; of many steps only the rows in sight are in the page. One tab stop, within which arrows walk. */
export function StepRows({ layout, selected, onSelect, mode, steps }: StepRowsProps): React.ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const root = useRef<HTMLDivElement>(null);
  const { isLong, height, items, current, onKeyDown, onFocus, measure } = useStepsInSight(root, layout.rows, selected);
  const names = useMemo(() => new Map(steps.map(({ id, name }) => [id, name])), [steps]);
  const latest = useRef(onSelect);
  latest.current = onSelect;
  const select = useCallback((id: string) => latest.current(id), []);
  const open = useCallback((id: string) => void navigate({ to: '/runs/$id', params: { id } }), [navigate]);
  return (
    <div ref={root} className={isLong ? styles['scrolled'] : ''} onKeyDown={onKeyDown} onFocus={onFocus}>
      <ol aria-label={t`Steps`} style={isLong ? { height } : {}}>
        <Links layout={layout} />
        {items.map(({ index, start, row }) => (
          <li
            key={row.step.id}
            ref={measure}
            data-index={index}
            className={`${classOf(row.step, selected)} ${isLong ? styles['placed'] : ''}`}
            style={isLong ? { top: start } : {}}
            aria-posinset={index + 1}
            aria-setsize={layout.rows.length}
          >
            <StepRow
              row={row}
              scale={layout.scale}
              after={mode === 'dependency' ? afterWords(row.step, names) : ''}
              isSelected={row.step.id === selected}
              isTabStop={index === current}
              onSelect={select}
              onOpen={open}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function classOf({ id, state }: NamedStep, selected: string | null): string {
  return (id === selected ? styles['selected'] : state === 'FAILED' ? styles['failedRow'] : '') ?? '';
}

/** What a step follows, by name, as far as it is on the page. */
function afterWords({ follows }: NamedStep, names: ReadonlyMap<string, string>): string {
  return follows.flatMap((id) => names.get(id) ?? []).join(', ');
}

const track = 1_000;

/** Which step comes after which, drawn behind the bars; each row says it in words. */
const Links = memo(function Links({ layout }: { readonly layout: WaterfallLayout<NamedStep> }): React.ReactNode {
  const { plain, critical } = useMemo(() => linkPaths(layout, { left: 0, top: 0, track, rowHeight }), [layout]);
  if (plain === null && critical === null) return null;
  return (
    <li className={styles['links']} aria-hidden="true">
      <svg viewBox={`0 0 ${track} ${layout.rows.length * rowHeight}`} preserveAspectRatio="none">
        {plain && <path d={plain} data-links="" />}
        {critical && <path d={critical} data-links="critical" />}
      </svg>
    </li>
  );
});

interface StepRowProps {
  readonly row: WaterfallRow<NamedStep>;
  readonly scale: TimeScale;
  /** Names of what it follows, where lines show it. */
  readonly after: string;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

const StepRow = memo(function StepRow({ row, scale, after, isSelected, isTabStop, onSelect, onOpen }: StepRowProps): React.ReactNode {
  const { step, critical } = row;
  return (
    <button
      type="button"
      data-row={step.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isSelected}
      onClick={() => onSelect(step.id)}
      onDoubleClick={() => onOpen(step.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onOpen(step.id);
      }}
    >
      <span className={styles['name']} style={{ paddingInlineStart: `${14 + Math.min(row.indent, 8) * 14}px` }}>
        <StatusGlyph status={step.state.toLowerCase() as Status} label={step.state.toLowerCase()} />
        <Name most={Math.max(16, 30 - row.indent * 2)}>{step.name}</Name>
        {after !== '' && (
          <span className="visually-hidden">
            <Trans>after {after}</Trans>
          </span>
        )}
      </span>
      <Lane row={row} scale={scale} />
      <span className={styles['took']}>{step.durationMs === null ? '–' : formatDuration(step.durationMs)}</span>
      <span className={styles['message']} title={step.message ?? undefined}>
        {step.message ?? (critical ? <Trans>the end waited for it</Trans> : '')}
      </span>
    </button>
  );
});

function Lane({ row: { step, start, width, critical }, scale }: Pick<StepRowProps, 'row' | 'scale'>): React.ReactNode {
  return (
    <span className={styles['lane']}>
      {scale.folds.map((fold) => (
        <i
          key={fold.fromMs}
          className={styles['fold']}
          style={{ insetInlineStart: `${fold.start * 100}%`, width: `${fold.width * 100}%` }}
        />
      ))}
      <i
        className={`${styles['bar']} ${styles[step.state.toLowerCase()]} ${critical ? styles['critical'] : ''}`}
        style={{ insetInlineStart: `${start * 100}%`, width: `${width * 100}%` }}
      />
    </span>
  );
}
