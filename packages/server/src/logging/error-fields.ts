import { DomainError } from '@hotpass/kernel';

type Fields = Readonly<Record<string, unknown>>;

const deepestCause = 3;
const shownFrames = 12;
/** Messages of these are written by us, or by libraries about themselves. */
const speaking = new Set(['Error', 'ConfigError', 'StartupError', 'FencedError', 'ConsumerStoppedError', 'DataError', 'CompositionError']);
/** SQLSTATE classes whose messages quote the values that were sent: data, integrity, syntax of what was built of them. */
const quotingClasses = /^(21|22|23|2[B-F]|P0)/;

/**
 * An error as it is logged: what kind, where, and words only where they cannot repeat what a caller sent. Engines and
 * databases quote ('"secret" is not valid JSON', 'Key (name)=(…) exists'); their kind, code and place tell enough.
 */
export function errorFields(error: unknown, depth = 0): Fields {
  if (!(error instanceof Error)) return { type: typeof error };
  const message = messageOf(error);
  const frames = framesOf(error);
  return {
    type: error.name,
    ...(message === null ? {} : { message }),
    ...codesOf(error),
    ...(frames.length === 0 || error instanceof DomainError ? {} : { stack: frames.slice(0, shownFrames).join('\n') }),
    ...(error.cause !== undefined && depth < deepestCause ? { cause: errorFields(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && depth < deepestCause
      ? { errors: error.errors.slice(0, deepestCause).map((one) => errorFields(one, depth + 1)) }
      : {}),
  };
}

/** Without the message the stack begins with, which can have lines that look like frames. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const lines = stack.slice(start === -1 ? 0 : start + message.length).split('\n');
  return lines.filter((line) => /^ {4}at .*(:\d+:\d+\)?|\((<anonymous>|native|index \d+)\))$/.test(line));
}

/** Names of codes and objects of the schema; never `detail`, `where`, `input`, `parameters` and the like. */
function codesOf(error: Error): Fields {
  const facts: Record<string, unknown> = {};
  for (const name of ['code', 'syscall', 'severity', 'schema', 'table', 'column', 'constraint', 'routine']) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string' && value.length <= 100) facts[name] = value;
  }
  return facts;
}

function messageOf(error: Error): string | null {
  if (error instanceof DomainError) return error.code === 'BAD_USER_INPUT' ? null : error.message;
  if ('severity' in error) return quotingClasses.test(String(Reflect.get(error, 'code'))) ? null : error.message;
  if ('syscall' in error || speaking.has(error.name)) return error.message;
  // "Cannot read properties of undefined (reading 'x')": x may be a key that was sent.
  return error.name === 'TypeError' ? error.message.replaceAll(/'[^']*'|"[^"]*"|\bvalue \S+| to search for .*/gs, '…') : null;
}
