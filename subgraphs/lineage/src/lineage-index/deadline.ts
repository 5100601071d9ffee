import { TimeoutError } from '@hotpass/kernel';
import type { ReadTx } from '@hotpass/log';

const defaultSentence = 'The lineage around this took too long. Ask for fewer steps or fewer nodes.';

/** Runs the statements of a walk with a time limit on each. @throws TimeoutError when one of them meets it. */
export async function withinDeadline<T>(tx: ReadTx, deadlineMs: number, walk: () => Promise<T>, sentence = defaultSentence): Promise<T> {
  try {
    await tx.query({ text: `select set_config('statement_timeout', $1, true)`, values: [String(deadlineMs)] });
    return await walk();
  } catch (error) {
    if (isStatementTimeout(error)) throw new TimeoutError(sentence, { deadlineMs });
    throw error;
  }
}

/** SQLSTATE query_canceled: statement_timeout has struck. */
function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
