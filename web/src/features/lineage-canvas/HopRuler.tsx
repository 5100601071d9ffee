import { Trans } from '@lingui/react/macro';
import { useCallback, useRef } from 'react';
import type { HopBand } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import type { Transform } from './geometry.ts';
import { useOnMove } from './use-view.ts';
import { rulerLabel } from './vertex-words.ts';
import styles from './HopRuler.module.css';

/** The bands of the hops: dashed lines down the canvas, the subject's shaded, and a grid of dots that moves along. */
export function HopBands({ bands }: { readonly bands: readonly HopBand[] }): React.ReactNode {
  const { frame, dots } = useFollowing();
  return (
    <>
      <div className={styles['dots']} aria-hidden="true">
        <div ref={dots} />
      </div>
      <div ref={frame} className={styles['bands']} aria-hidden="true">
        {stepsOf(bands).map((band) => (
          <div key={band.hop} className={`${styles['band']} ${band.hop === 0 ? styles['subject'] : ''}`} style={placeOf(band)} />
        ))}
      </div>
    </>
  );
}

/** The strip above the cards that names each hop. */
export function HopRuler({ bands }: { readonly bands: readonly HopBand[] }): React.ReactNode {
  const { frame } = useFollowing();
  const { levelOfDetail } = useCanvas();
  const short = levelOfDetail === 'blocks' || levelOfDetail === 'groups';
  return (
    <div ref={frame} className={styles['strip']} aria-hidden="true">
      {stepsOf(bands).map((band) => (
        <div key={band.hop} className={`${styles['label']} ${band.hop === 0 ? styles['subject'] : ''}`} style={placeOf(band)}>
          <span>{band.hop === 0 && !short ? <Trans>Subject</Trans> : rulerLabel(band.hop, short)}</span>
        </div>
      ))}
    </div>
  );
}

/** Steps between vertices of the subject's kind; what stands between them has no heading. */
function stepsOf(bands: readonly HopBand[]): readonly HopBand[] {
  return bands.filter(({ hop }) => hop % 2 === 0);
}

/** How far a band reaches beside the cards in it. */
const aside = 10;

function placeOf({ x, width }: HopBand): React.CSSProperties {
  return { '--band-x': x - aside, '--band-width': width + 2 * aside } as React.CSSProperties;
}

/** Panning and zooming write two custom properties on the element itself; nothing renders and nothing else is restyled. */
function useFollowing(): { readonly frame: React.RefObject<HTMLDivElement | null>; readonly dots: React.RefObject<HTMLDivElement | null> } {
  const frame = useRef<HTMLDivElement>(null);
  const dots = useRef<HTMLDivElement>(null);
  const follow = useCallback(({ x, y, zoom }: Transform) => {
    frame.current?.style.setProperty('--x', `${x}px`);
    frame.current?.style.setProperty('--k', String(zoom));
    const gap = dotGap(zoom);
    if (!dots.current) return;
    dots.current.style.backgroundSize = `${gap}px ${gap}px`;
    dots.current.style.transform = `translate(${(x % gap) - (x < 0 ? 0 : gap)}px, ${(y % gap) - (y < 0 ? 0 : gap)}px)`;
  }, []);
  useOnMove(follow);
  return { frame, dots };
}

/** The grid thins out while zooming out, so that it never becomes a tone. */
function dotGap(zoom: number): number {
  let gap = 22 * zoom;
  while (gap < 16) gap *= 2;
  return gap;
}
