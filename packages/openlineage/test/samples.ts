import { eventFiles, realEvents } from '@hotpass/testkit';

export interface Sample {
  /** Path below the folder of real events, with the record's number where a file holds several. */
  readonly name: string;
  readonly file: string;
  readonly event: unknown;
}

/** Every event in a file or below a folder. */
export function readSamples(path: string): Sample[] {
  return eventFiles(path).flatMap((file) => {
    const events = realEvents(file);
    return events.map((event, index) => ({ name: events.length === 1 ? file : `${file} ${index + 1}`, file, event }));
  });
}
