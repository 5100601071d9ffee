import { plural } from '@lingui/core/macro';
import type { RunNews } from '../../features/run-timeline/lanes.ts';

/** What came in of runs, summed up: “3 runs finished, 1 of them failed”. Of each run what was told last counts. */
export function runsNewsWords(news: readonly RunNews[]): string {
  const states = [...new Map(news.map(({ id, state }) => [id, state])).values()];
  const failed = states.filter((state) => state === 'FAILED').length;
  const finished = states.filter((state) => state === 'COMPLETED' || state === 'ABORTED').length + failed;
  const started = states.length - finished;
  const parts: string[] = [];
  if (started > 0) parts.push(plural(started, { one: '# run goes on', other: '# runs go on' }));
  if (finished > 0) parts.push(plural(finished, { one: '# run finished', other: '# runs finished' }));
  if (failed > 0) parts.push(plural(failed, { one: '# failed', other: '# failed' }));
  return parts.join(', ');
}
