import { readFile } from 'node:fs/promises';
import { fromWhereTheyStood } from '../config.ts';
import { UsageError } from '../options.ts';
import { errorCode } from '../system-error.ts';
import { eventsOfFile } from './event-file.ts';
import type { FileEvent } from './event-file.ts';

/** The events of all files, in their order. @throws UsageError when one cannot be read. */
export async function readEvents(files: readonly string[]): Promise<FileEvent[]> {
  const events: FileEvent[] = [];
  for (const file of files) {
    try {
      const bytes = await readFile(fromWhereTheyStood(file));
      for (const event of eventsOfFile(file, bytes)) events.push(event);
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      throw new UsageError(`${file} cannot be read (${code}).`);
    }
  }
  return events;
}
