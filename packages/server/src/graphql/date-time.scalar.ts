import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function parse(value: unknown): Date {
  const date = new Date(typeof value === 'string' && isWritten(value) ? value : Number.NaN);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    throw new GraphQLError('A DateTime is written as in RFC 3339, for example 2026-01-31T08:00:00Z.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return date;
}

/** `Date` takes 30 February for 2 March. */
function isWritten(text: string): boolean {
  const day = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i.exec(text)?.[1];
  const date = new Date(day ?? Number.NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T`);
}

/** An instant, RFC 3339 in UTC with milliseconds on the wire, `Date` in code. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in time, written as in RFC 3339, for example 2026-01-31T08:00:00.000Z.',
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('A DateTime field answers with a Date.');
  },
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});
