import { plural, t } from '@lingui/core/macro';
import type { LineageAddress } from '../../address/lineage-address.ts';
import type { GraphTopology } from '../lineage-graph/model.ts';

/** What stands beneath a picture: its subject, its moment, where it comes from. */
export function captionOf(topology: GraphTopology, address: LineageAddress, nowMs: number, href: string): readonly string[] {
  const subject = topology.vertices.get(topology.rootId);
  const name = subject?.name ?? topology.rootId;
  const all = [...topology.vertices.values()];
  const datasetCount = all.filter(({ kind }) => kind === 'DATASET').length;
  const datasets = plural(datasetCount, { one: '# dataset', other: '# datasets' });
  const jobs = plural(all.length - datasetCount, { one: '# job', other: '# jobs' });
  const { up, down } = address;
  const extent = t`${up} up, ${down} down`;
  const moment = (topology.asOf ?? new Date(nowMs).toISOString()).slice(0, 19).replace('T', ' ');
  const when = topology.asOf === null ? t`as of now, ${moment} UTC` : t`as it was at ${moment} UTC`;
  const left = topology.truncated ? ` · ${t`a limit has left something out`}` : '';
  return [t`Lineage of ${name}`, `${subject?.namespace ?? ''} · ${extent} · ${datasets} · ${jobs} · ${when}${left}`, href];
}
