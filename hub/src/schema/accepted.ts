import { parse } from 'yaml';
import { z } from 'zod';

const reason = z.string().min(20, 'needs a reason somebody else understands');

const acceptedSchema = z.strictObject({
  hints: z.array(z.strictObject({ hint: z.string().min(1), about: z.string().min(1), reason })),
  breakingChanges: z.array(z.strictObject({ change: z.string().min(1), acceptedOn: z.iso.date(), reason })),
});

/** What was taken on purpose although the schema checks refuse it: `schema/accepted.yaml`. */
export type Accepted = z.infer<typeof acceptedSchema>;

export type AcceptedHint = Accepted['hints'][number];

/** @throws Error naming what is wrong with the file. */
export function readAccepted(yaml: string): Accepted {
  const { success, data, error } = acceptedSchema.safeParse(parse(yaml));
  if (!success) throw new Error(`schema/accepted.yaml: ${z.prettifyError(error)}`);
  return data;
}
