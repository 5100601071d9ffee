import { plural, t } from '@lingui/core/macro';
import type { BlastRadiusQuery } from '../../generated/graphql/graphql.ts';
import { formatDuration } from '../../ui/format.ts';

/** A failure, what it leaves wrong, and whose that is. */
export type BlastRadius = BlastRadiusQuery['firstUnexplainedFailures']['nodes'][number];

interface Owned {
  readonly id: string;
  readonly name: string;
  readonly owners: readonly { readonly name: string; readonly type?: string | null }[];
}

/** What the message is made of, and what may be missing in it. */
interface ToldRadius {
  readonly failure: BlastRadius;
  readonly isCut?: boolean;
  readonly isPartial?: boolean;
}

/** The most lines of error a message quotes. */
const quotedLines = 6;

/** One plain message for a chat or a ticket: what failed, its words, what it touches, whose that is, and links. */
export function blastMessage({ failure, isCut = false, isPartial = false }: ToldRadius, origin: string): string {
  const { run, lastSuccess, affectedDatasets, affectedJobs } = failure;
  const error = (run?.failure?.error ?? run?.error)?.message;
  const lines = [
    headOf(failure),
    ...(error === undefined ? [] : quoted(error)),
    run ? `${origin}/runs/${encodeURIComponent(run.id)}` : '',
    lastSuccess?.endedAt ? t`Last good run ended ${lastSuccess.endedAt}.` : t`No good run before it is known.`,
    '',
    t`Datasets affected: ${affectedDatasets.totalCount}`,
    ...listed(affectedDatasets.nodes, affectedDatasets.totalCount, origin),
    '',
    t`Jobs affected: ${affectedJobs.totalCount}`,
    ...listed(affectedJobs.nodes, affectedJobs.totalCount, origin),
    ...(isPartial ? ['', t`The hub could not tell all of this: something may be missing.`] : []),
    ...(isCut ? ['', t`More went wrong in this time than was looked at: there may be more that followed.`] : []),
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function headOf({ run, kind, at, consequences }: BlastRadius): string {
  const job = run?.job?.name ?? run?.id ?? t`A run`;
  const step = run?.failure?.step?.job?.name;
  const after = run?.failure?.afterMs;
  const what =
    kind === 'FAILED' ? t`${job} failed at ${at}` : kind === 'LATE' ? t`${job} is late since ${at}` : t`${job} was stopped at ${at}`;
  const where = step === undefined ? '' : t`, in ${step}`;
  const took = after === null || after === undefined ? '' : t`, after ${formatDuration(after)}`;
  const total = consequences.totalCount;
  const more =
    total === 0 ? '' : ` ${plural(total, { one: '# other run failed because of it.', other: '# other runs failed because of it.' })}`;
  return `${what}${where}${took}.${more}`;
}

function quoted(message: string): readonly string[] {
  const all = message.trimEnd().split(/\r?\n/);
  const shown = all.slice(0, quotedLines).map((line) => `> ${line.slice(0, 500)}`);
  return all.length > quotedLines ? [...shown, `> …`] : shown;
}

function listed(nodes: readonly Owned[], total: number, origin: string): readonly string[] {
  const lines = nodes.map(({ id, name, owners }) => {
    const whose = owners.length === 0 ? '' : ` (${owners.map((owner) => owner.name).join(', ')})`;
    return `- ${name.replace(/\s+/g, ' ')}${whose} ${origin}/lineage/${encodeURIComponent(id)}`;
  });
  return total > nodes.length ? [...lines, `- ${t`and ${total - nodes.length} more`}`] : lines;
}
