import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { ChartNoAxesGantt, Database, House, Waypoints, type LucideIcon } from 'lucide-react';

export interface Screen {
  readonly path: '/' | '/lineage' | '/runs' | '/datasets';
  readonly name: MessageDescriptor;
  readonly icon: LucideIcon;
  /** After `g`. */
  readonly key: string;
}

/** The screens there are, in the order of the navigation. */
export const screens: readonly Screen[] = [
  { path: '/', name: msg`Start`, icon: House, key: 's' },
  { path: '/lineage', name: msg`Lineage`, icon: Waypoints, key: 'l' },
  { path: '/runs', name: msg`Runs`, icon: ChartNoAxesGantt, key: 'r' },
  { path: '/datasets', name: msg`Datasets`, icon: Database, key: 'd' },
];

/** The screen a path belongs to. */
export function screenOf(path: string): Screen | undefined {
  return (
    screens.find((screen) => screen.path !== '/' && (path === screen.path || path.startsWith(`${screen.path}/`))) ??
    (path === '/' ? screens[0] : undefined)
  );
}
