import { z } from 'zod';

/** An entry that a consumer had set aside was taken in after all: what was known since then has changed with it. Its keys are those of that entry. */
export const quarantineReplayed = 'log.quarantine.replayed';

export const quarantineReplayedData = z.strictObject({
  consumer: z.string(),
  /** The entry that was taken in. */
  entryId: z.string(),
});

export type QuarantineReplayedData = z.infer<typeof quarantineReplayedData>;
