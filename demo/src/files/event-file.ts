import { parseJson } from '../parse.ts';
import { arrayElements } from './json-elements.ts';
import type { Extent } from './json-elements.ts';

/** One event as its file has it, and where a person finds it there. */
export interface FileEvent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly place: string;
}

const newline = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const lineFiles = /\.(?:jsonl|ndjson)$/i;

function lines(bytes: Uint8Array): Extent[] {
  const found: Extent[] = [];
  for (let start = 0; start < bytes.length;) {
    const next = bytes.indexOf(newline, start);
    const end = next < 0 ? bytes.length : next;
    found.push({ start, end });
    start = end + 1;
  }
  return found;
}

function slice(bytes: Uint8Array<ArrayBuffer>, { start, end }: Extent): Uint8Array<ArrayBuffer> {
  return bytes.subarray(start, end);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === newline);
}

function eventsOfLines(file: string, bytes: Uint8Array<ArrayBuffer>): FileEvent[] {
  return lines(bytes)
    .map((line, index) => ({ bytes: slice(bytes, line), place: `${file}:${index + 1}` }))
    .filter((event) => !isBlank(event.bytes));
}

function eventsOfArray(file: string, bytes: Uint8Array<ArrayBuffer>, start: number): FileEvent[] | null {
  let line = 1;
  let counted = 0;
  return (
    arrayElements(bytes, start)?.map((element, index) => {
      for (; counted < element.start; counted++) if (bytes[counted] === newline) line++;
      return { bytes: slice(bytes, element), place: `${file}:${line} (element ${index})` };
    }) ?? null
  );
}

/** More than one line and each an object of its own: NDJSON under another name. */
function looksLikeLines(events: readonly FileEvent[]): boolean {
  return events.length > 1 && events.every((event) => /^\s*\{.*\}\s*$/.test(Buffer.from(event.bytes).toString('latin1')));
}

/**
 * The events of a file: an array, one event, or one a line. What it cannot take apart it hands over whole, for the
 * hub to say what is wrong with it.
 */
export function eventsOfFile(file: string, content: Uint8Array<ArrayBuffer>): FileEvent[] {
  const marked = byteOrderMark.equals(content.subarray(0, byteOrderMark.length));
  const bytes = marked ? content.subarray(byteOrderMark.length) : content;
  if (isBlank(bytes)) return [];
  if (lineFiles.test(file)) return eventsOfLines(file, bytes);
  const whole = [{ bytes, place: file }];
  const text = Buffer.from(bytes).toString('utf8');
  const array = /^\s*\[/.test(text) ? eventsOfArray(file, bytes, bytes.indexOf(0x5b)) : null;
  if (array !== null) return array;
  if (parseJson(text) !== null) return whole;
  const each = eventsOfLines(file, bytes);
  return looksLikeLines(each) ? each : whole;
}
