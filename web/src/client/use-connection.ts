import { useEffect, useSyncExternalStore } from 'react';
import type { ConnectionFacts } from './connection-state.ts';
import { useLive } from './live-context.ts';

/** How the page stands to the hub, as it changes. */
export function useConnection(): ConnectionFacts {
  const live = useLive();
  return useSyncExternalStore(
    (listener) => live.onChange(listener),
    () => live.facts,
  );
}

/** A tab nobody looks at for a minute stops listening, and catches up when it is looked at again. */
export function usePauseWhileHidden(): void {
  const live = useLive();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pausedHere = false;
    const onChange = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden')
        timer = setTimeout(() => {
          pausedHere = live.facts.state !== 'paused';
          live.pause();
        }, 60_000);
      else if (pausedHere) {
        pausedHere = false;
        live.resume();
      }
    };
    document.addEventListener('visibilitychange', onChange);
    // A tab may be opened behind another.
    onChange();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onChange);
    };
  }, [live]);
}
