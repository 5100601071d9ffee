import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { WaterfallMode } from '../../address/run-address.ts';
import { formatDuration } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { StatusGlyph, type Status } from '../../ui/StatusGlyph.tsx';
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

function Rows({ layout, selected, onSelect }: WaterfallProps & { readonly layout: WaterfallLayout<NamedStep> }): React.ReactNode {
  const navigate = useNavigate();
  const [cursor, setCursor] = useState<number | null>(null);
  const axis = useRef<HTMLDivElement>(null);
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
        {layout.rows.map((row) => (
          <li
            key={row.step.id}
            className={row.step.id === selected ? styles['selected'] : row.step.state === 'FAILED' ? styles['failedRow'] : ''}
          >
            <button
              type="button"
              data-row={row.step.id}
              aria-pressed={row.step.id === selected}
              onClick={() => onSelect(row.step.id)}
              onDoubleClick={() => void navigate({ to: '/runs/$id', params: { id: row.step.id } })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                void navigate({ to: '/runs/$id', params: { id: row.step.id } });
              }}
            >
              <RowParts row={row} scale={layout.scale} cursor={cursor} />
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function RowParts({
  row,
  scale,
  cursor,
}: {
  readonly row: WaterfallRow<NamedStep>;
  readonly scale: TimeScale;
  readonly cursor: number | null;
}): React.ReactNode {
  const { step, indent, start, width, critical } = row;
  return (
    <>
      <span className={styles['name']} style={{ paddingInlineStart: `${14 + Math.min(indent, 8) * 14}px` }}>
        <StatusGlyph status={step.state.toLowerCase() as Status} label={step.state.toLowerCase()} />
        <Name most={Math.max(16, 30 - indent * 2)}>{step.name}</Name>
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
