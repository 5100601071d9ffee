import { t } from '@lingui/core/macro';
import type { ChangeKind } from '../../generated/graphql/graphql.ts';

/** What has changed, as a few words after a name. */
export function changeWords(kind: ChangeKind): string {
  const words = {
    DATASET_ADDED: t`new dataset`,
    DATASET_DROPPED: t`dropped`,
    DATASET_RENAMED: t`renamed`,
    DATASET_TRUNCATED: t`emptied`,
    INPUT_ADDED: t`reads one more dataset`,
    INPUT_REMOVED: t`reads one dataset less`,
    JOB_ADDED: t`new job`,
    OUTPUT_ADDED: t`writes one more dataset`,
    OUTPUT_REMOVED: t`writes one dataset less`,
    SCHEMA_CHANGED: t`columns changed`,
  };
  return words[kind];
}
