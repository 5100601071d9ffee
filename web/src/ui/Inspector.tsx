import { useLingui } from '@lingui/react/macro';
import { PanelRightClose } from 'lucide-react';
import { createPreference } from './preference.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Inspector.module.css';
import { useMedia } from './use-media.ts';
import { usePreference } from './use-preference.ts';

const widths = { least: 280, usual: 336, most: 640 };
const stepPx = 24;

const widthPreference = createPreference<number>(
  'inspector-width',
  (stored) => within(Number(stored ?? Number.NaN)),
  (width) => String(width),
);

function within(width: number): number {
  return Number.isFinite(width) && width > 0 ? Math.min(widths.most, Math.max(widths.least, Math.round(width))) : widths.usual;
}

/** What is known of the selected thing, at the end of the line; a sheet over the page where there is no room beside it. */
export function Inspector({
  label,
  onClose,
  children,
}: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}): React.ReactNode {
  const { t } = useLingui();
  const isSheet = useMedia('(max-width: 1279px)');
  const [width, setWidth] = usePreference(widthPreference);
  return (
    <aside
      id="inspector"
      tabIndex={-1}
      aria-label={label}
      className={`${styles['inspector']} ${isSheet ? styles['sheet'] : ''}`}
      style={isSheet ? undefined : { width }}
    >
      {!isSheet && <ResizeHandle width={width} onWidth={(next) => setWidth(within(next))} />}
      <IconButton label={t`Close the inspector (i)`} className={styles['close'] ?? ''} onClick={onClose}>
        <PanelRightClose size={16} aria-hidden />
      </IconButton>
      {children}
    </aside>
  );
}

/** The edge one pulls; arrows do the same (WCAG 2.5.7). */
function ResizeHandle({ width, onWidth }: { readonly width: number; readonly onWidth: (width: number) => void }): React.ReactNode {
  const { t } = useLingui();
  const onPointerDown = (event: React.PointerEvent<HTMLDivElement>): void => {
    const handle = event.currentTarget;
    const from = event.clientX;
    const onMove = (move: PointerEvent): void => onWidth(width + from - move.clientX);
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), { once: true });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: width + stepPx,
      ArrowRight: width - stepPx,
      Home: widths.most,
      End: widths.least,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onWidth(next);
  };
  return (
    // A separator that can be moved is a control (WAI-ARIA APG, window splitter).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t`Width of the inspector`}
      aria-valuenow={width}
      aria-valuemin={widths.least}
      aria-valuemax={widths.most}
      className={styles['handle']}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
