import { createContext, useContext } from 'react';
import type { LiveConnection } from './live.ts';

/** The one socket of the page. */
export const LiveContext = createContext<LiveConnection | null>(null);

/** @throws Error outside the app. */
export function useLive(): LiveConnection {
  const live = useContext(LiveContext);
  if (!live) throw new Error('There is no live connection above this component.');
  return live;
}
