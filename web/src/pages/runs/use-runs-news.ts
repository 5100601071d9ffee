import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunNews } from '../../features/run-timeline/lanes.ts';
import { runsNewsWords } from './runs-news.ts';

/** At most one message in this time. */
const pauseMs = 5_000;

/** What a live region says of runs that are told of, summed up. */
export function useRunsNews(): readonly [words: string, tell: (news: readonly RunNews[]) => void] {
  const [words, setWords] = useState('');
  const untold = useRef<RunNews[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = useCallback((news: readonly RunNews[]) => {
    untold.current.push(...news);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setWords(runsNewsWords(untold.current));
      untold.current = [];
    }, pauseMs);
  }, []);
  return [words, tell];
}
