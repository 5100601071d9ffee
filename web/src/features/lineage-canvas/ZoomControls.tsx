import { useStore } from '@xyflow/react';
import { useLingui } from '@lingui/react/macro';
import { Crosshair, Maximize, Minus, Plus, type LucideIcon } from 'lucide-react';
import { formatNumber } from '../../ui/format.ts';
import type { Box } from './geometry.ts';
import type { ViewControls } from './use-view.ts';
import styles from './Minimap.module.css';

interface ZoomControlsProps {
  readonly controls: ViewControls;
  readonly graph: Box;
  readonly subject: Box | null;
}

/** Zoom, fit, and back to the subject. */
export function ZoomControls({ controls, graph, subject }: ZoomControlsProps): React.ReactNode {
  const { t } = useLingui();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div className={styles['zoom']} role="group" aria-label={t`Zoom`}>
      <Tool icon={Minus} label={t`Zoom out`} onPress={() => controls.zoomBy(1 / 1.25)} />
      <output>{t`${formatNumber(percent)} %`}</output>
      <Tool icon={Plus} label={t`Zoom in`} onPress={() => controls.zoomBy(1.25)} />
      <Tool icon={Maximize} label={t`Fit the whole graph`} onPress={() => controls.fit(graph)} />
      {subject && <Tool icon={Crosshair} label={t`Centre on the subject`} onPress={() => controls.centre(subject)} />}
    </div>
  );
}

function Tool({ icon: Icon, label, onPress }: { readonly icon: LucideIcon; readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onPress}>
      <Icon size={13} strokeWidth={1.6} aria-hidden="true" />
    </button>
  );
}
