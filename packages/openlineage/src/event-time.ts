/** What a text says as a point in time. */
export interface EventTime {
  /** Null when the text is no date-time between the years 1 and 9999. */
  readonly time: Date | null;
  /** The text names no zone and was read as UTC. */
  readonly assumedUtc: boolean;
}

const dateTime = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)?$/;

const unreadable: EventTime = Object.freeze({ time: null, assumedUtc: false });
const minuteMs = 60_000;

/**
 * Reads an ISO 8601 / RFC 3339 date-time: a full date, hours and minutes, optional seconds with a fraction of any
 * length (cut to milliseconds, what a Date holds), and a zone. Our own parser, because `Date.parse` and PostgreSQL
 * both take words such as "yesterday" or six-digit years for times.
 *
 * A leap second is read where one can be (23:59:60 UTC), as the first second of the next day.
 */
export function parseEventTime(text: string): EventTime {
  const match = dateTime.exec(text);
  if (match === null) return unreadable;
  const [, year, month, day, hour, minute, second = '0', fraction = ''] = match;
  const offsetMinutes = readOffset(match);
  const calendarDay = startOfDay(Number(year), Number(month), Number(day));
  if (offsetMinutes === null || calendarDay === null) return unreadable;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return unreadable;

  const startOfMinute = calendarDay + (Number(hour) * 60 + Number(minute) - offsetMinutes) * minuteMs;
  if (Number(second) === 60 && !isLastMinuteOfDay(startOfMinute)) return unreadable;

  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const time = new Date(startOfMinute + Number(second) * 1000 + milliseconds);
  if (time.getUTCFullYear() < 1 || time.getUTCFullYear() > 9999) return unreadable;
  return { time, assumedUtc: match[8] === undefined && match[9] === undefined };
}

/** The time an event's member holds, or null. */
export function readTime(value: unknown): Date | null {
  return typeof value === 'string' ? parseEventTime(value).time : null;
}

/** Minutes ahead of UTC; 0 without a zone; null for an offset no clock has. */
function readOffset(match: RegExpExecArray): number | null {
  const [hours, minutes] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  return (match[9] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Milliseconds of midnight UTC, or null for a day the calendar does not have. */
function startOfDay(year: number, month: number, day: number): number | null {
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() : null;
}

function isLastMinuteOfDay(time: number): boolean {
  const date = new Date(time);
  return date.getUTCHours() === 23 && date.getUTCMinutes() === 59;
}
