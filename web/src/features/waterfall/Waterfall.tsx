import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { WaterfallMode } from '../../address/run-address.ts';
import { formatDuration } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { StatusGlyph, type Status } from '../../ui/StatusGlyph.tsx';
import { linkPaths } from './link-paths.ts';
import { scaleTicks, timeAt, type TimeScale } from './time-scale.ts';
import { layoutWaterfall, type WaterfallLayout, type WaterfallRow, type WaterfallStep, type WaterfallTime } from './waterfall-layout.ts';
import styles from './Waterfall.module.css';

/** A step with what its row says. */
export interface NamedStep extends WaterfallStep {
  readonly name: string;
  readonly message: string | null;
}

export interface WaterfallProps {
  readonly steps: readonly NamedStep[];
  readonly time: WaterfallTime;
  readonly mode: WaterfallMode;
  readonly onMode: (mode: WaterfallMode) => void;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly isTruncated: boolean;
}

/** The steps of a run over time, by what waits for what, or in one line after the other. */
export function Waterfall(props: WaterfallProps): React.ReactNode {
  const { t } = useLingui();
  const { steps, time, mode, onMode, isTruncated } = props;
  const layout = useMemo(() => layoutWaterfall(steps, time, mode), [steps, time, mode]);
  return (
    <section className={styles['panel']} aria-labelledby="steps">
      <header>
        <h2 id="steps">
          <Trans>Steps</Trans>
        </h2>
        <SegmentedControl
          label={t`Order of the steps`}
          value={mode}
          options={[
            { value: 'time', label: t`Time` },
            { value: 'dependency', label: t`Dependency` },
            { value: 'flat', label: t`Flat` },
          ]}
          onChange={onMode}
        />
        <span className={styles['said']}>
          <Folded layout={layout} />
          {isTruncated && <Trans>There are more steps than are read; the nearest to the top are here.</Trans>}
        </span>
      </header>
      <Rows layout={layout} {...props} />
    </section>
  );
}

function Folded({ layout: { folds } }: { readonly layout: WaterfallLayout }): React.ReactNode {
  if (folds.length === 0) return null;
  const sum = formatDuration(folds.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0));
  return <Plural value={folds.length} one={`# folded gap of ${sum}`} other={`# folded gaps of ${sum}`} />;
}

function Rows({
  layout,
  selected,
  onSelect,
  mode,
  steps,
}: WaterfallProps & { readonly layout: WaterfallLayout<NamedStep> }): React.ReactNode {
  const [cursor, setCursor] = useState<number | null>(null);
  const axis = useRef<HTMLDivElement>(null);
  const names = useMemo(() => new Map(steps.map(({ id, name }) => [id, name])), [steps]);
  const onPointerMove = (event: React.PointerEvent): void => {
    const box = axis.current?.getBoundingClientRect();
    const share = box && box.width > 0 ? (event.clientX - box.left) / box.width : -1;
    setCursor(share >= 0 && share <= 1 ? share : null);
  };
  return (
    <div className={styles['rows']} onPointerMove={onPointerMove} onPointerLeave={() => setCursor(null)}>
      <div className={styles['axisRow']} aria-hidden="true">
        <span />
        <div ref={axis} className={styles['axis']}>
          <Axis scale={layout.scale} cursor={cursor} />
        </div>
        <span />
        <span />
      </div>
      <ol>
        <Links layout={layout} />
        {layout.rows.map((row) => (
          <StepRow
            key={row.step.id}
            row={row}
            scale={layout.scale}
            cursor={cursor}
            after={mode === 'dependency' ? afterWords(row.step, names) : ''}
            isSelected={row.step.id === selected}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </div>
  );
}

/** What a step follows, by name, as far as it is on the page. */
function afterWords({ follows }: NamedStep, names: ReadonlyMap<string, string>): string {
  return follows.flatMap((id) => names.get(id) ?? []).join(', ');
}

const rowHeight = 33;
const track = 1_000;

/** Which step comes after which, drawn behind the bars; each row says it in words. */
function Links({ layout }: { readonly layout: WaterfallLayout<NamedStep> }): React.ReactNode {
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
}

interface RowPartsProps {
  readonly row: WaterfallRow<NamedStep>;
  readonly scale: TimeScale;
  readonly cursor: number | null;
  /** Names of what it follows, where lines show it. */
  readonly after: string;
}

function StepRow({
  isSelected,
  onSelect,
  ...parts
}: RowPartsProps & { readonly isSelected: boolean; readonly onSelect: (id: string) => void }): React.ReactNode {
  const navigate = useNavigate();
  const { id, state } = parts.row.step;
  const open = (): void => void navigate({ to: '/runs/$id', params: { id } });
  return (
    <li className={isSelected ? styles['selected'] : state === 'FAILED' ? styles['failedRow'] : ''}>
      <button
        type="button"
        data-row={id}
        aria-pressed={isSelected}
        onClick={() => onSelect(id)}
        onDoubleClick={open}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          open();
        }}
      >
        <RowParts {...parts} />
      </button>
    </li>
  );
}

function RowParts({ row, scale, cursor, after }: RowPartsProps): React.ReactNode {
  const { step, indent, start, width, critical } = row;
  return (
    <>
      <span className={styles['name']} style={{ paddingInlineStart: `${14 + Math.min(indent, 8) * 14}px` }}>
        <StatusGlyph status={step.state.toLowerCase() as Status} label={step.state.toLowerCase()} />
        <Name most={Math.max(16, 30 - indent * 2)}>{step.name}</Name>
        {after !== '' && (
          <span className="visually-hidden">
            <Trans>after {after}</Trans>
          </span>
        )}
      </span>
      <span className={styles['lane']}>
        {scale.folds.map((fold) => (
          <i
            key={fold.fromMs}
            className={styles['fold']}
            style={{ insetInlineStart: `${fold.start * 100}%`, width: `${fold.width * 100}%` }}
          />
        ))}
        {cursor !== null && <i className={styles['cursor']} style={{ insetInlineStart: `${cursor * 100}%` }} />}
        <i
          className={`${styles['bar']} ${styles[step.state.toLowerCase()]} ${critical ? styles['critical'] : ''}`}
          style={{ insetInlineStart: `${start * 100}%`, width: `${width * 100}%` }}
        />
      </span>
      <span className={styles['took']}>{step.durationMs === null ? '–' : formatDuration(step.durationMs)}</span>
      <span className={styles['message']} title={step.message ?? undefined}>
        {step.message ?? (critical ? <Trans>the end waited for it</Trans> : '')}
      </span>
    </>
  );
}

function Axis({ scale, cursor }: { readonly scale: TimeScale; readonly cursor: number | null }): React.ReactNode {
  return (
    <>
      {scaleTicks(scale)
        .filter(({ place }) => place < 0.95)
        .map(({ place, ms, afterFold }) => (
          <span key={place} style={{ insetInlineStart: `${place * 100}%` }}>
            {afterFold ? '+' : ''}
            {formatDuration(ms)}
          </span>
        ))}
      {scale.folds.map(({ fromMs, toMs, start }) => (
        <span key={`fold ${fromMs}`} className={styles['foldWords']} style={{ insetInlineStart: `${start * 100}%` }}>
          {formatDuration(toMs - fromMs)}
        </span>
      ))}
      {cursor !== null && (
        <span
          className={styles['cursorWords']}
          style={cursor > 0.85 ? { insetInlineEnd: `${(1 - cursor) * 100}%` } : { insetInlineStart: `${cursor * 100}%` }}
        >
          {formatDuration(timeAt(scale, cursor))}
        </span>
      )}
    </>
  );
}
