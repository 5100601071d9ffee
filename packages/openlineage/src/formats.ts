import { parseEventTime } from './event-time.ts';

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const absoluteUri = /^[a-z][a-z0-9+.-]*:\S*$/i;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The formats of the OpenLineage schemas, as the generated validators, which import this, check them.
 *
 * @public
 */
export const formats = {
  'date-time': (text: string): boolean => rfc3339.test(text) && parseEventTime(text).time !== null,
  uri: (text: string): boolean => absoluteUri.test(text),
  uuid: (text: string): boolean => uuid.test(text),
} as const;
