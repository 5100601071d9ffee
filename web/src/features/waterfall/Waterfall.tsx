import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useRef, useState } from 'react';
import type { WaterfallMode } from '../../address/run-address.ts';
import { formatDuration } from '../../ui/format.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { StepRows } from './StepRows.tsx';
import { scaleTicks, timeAt, type TimeScale } from './time-scale.ts';
import { layoutWaterfall, type WaterfallLayout, type WaterfallStep, type WaterfallTime } from './waterfall-layout.ts';
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

function Rows({ layout, ...rest }: WaterfallProps & { readonly layout: WaterfallLayout<NamedStep> }): React.ReactNode {
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
      <StepRows layout={layout} {...rest} />
      {cursor !== null && (
        <div className={styles['overlay']} aria-hidden="true">
          <span>
            <i className={styles['cursor']} style={{ insetInlineStart: `${cursor * 100}%` }} />
          </span>
        </div>
      )}
    </div>
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
