import { plural, t } from '@lingui/core/macro';
import type { GraphVertex } from '../../features/lineage-graph/model.ts';
import { cutMiddle } from '../../ui/format.ts';

/** What came into the graph, as one message to be read aloud. */
export function newsWords(vertices: readonly GraphVertex[]): string {
  const [only] = vertices;
  if (!only) return '';
  if (vertices.length === 1) {
    const name = cutMiddle(only.name, 60);
    if (only.kind === 'JOB') return only.hop < 0 ? t`New job upstream: ${name}` : t`New job downstream: ${name}`;
    return only.hop < 0 ? t`New dataset upstream: ${name}` : t`New dataset downstream: ${name}`;
  }
  const jobs = vertices.filter(({ kind }) => kind === 'JOB').length;
  const datasets = vertices.length - jobs;
  const parts = [
    ...(datasets > 0 ? [plural(datasets, { one: '# new dataset', other: '# new datasets' })] : []),
    ...(jobs > 0 ? [plural(jobs, { one: '# new job', other: '# new jobs' })] : []),
  ];
  return t`${parts.join(', ')} in the graph`;
}
