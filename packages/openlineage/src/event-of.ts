import type { EventView } from './event-view.ts';
import { readEvent } from './read-event.ts';

/** An entry of the log that holds an event; its JSON is decoded once. */
export interface EntryOfEvent {
  readonly eventTime: Date | null;
  json(): unknown;
}

const views = new WeakMap<EntryOfEvent, EventView | null>();

/** {@link readEvent} of an entry at the time it was taken in at, read once however many consumers share the entry. */
export function eventOf(entry: EntryOfEvent): EventView | null {
  const known = views.get(entry);
  if (known !== undefined) return known;
  const view = readEvent(entry.json(), entry.eventTime);
  views.set(entry, view);
  return view;
}
