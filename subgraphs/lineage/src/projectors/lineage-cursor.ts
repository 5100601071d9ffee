import { consumerCursor } from '@hotpass/log';
import type { ReadTx } from '@hotpass/log';
import { facetsProjectorName } from './facets.projector.ts';
import { lineageProjectorName } from './openlineage.projector.ts';

/** Place in the log that both the graph and what producers tell beside it show: an answer may hold fields of either. */
export function lineageCursor(tx: ReadTx): Promise<string> {
  return consumerCursor(tx, lineageProjectorName, facetsProjectorName);
}
