import { expect, test } from '@jest/globals';
import { nextConnection, type ConnectionHappening, type ConnectionState } from './connection-state.ts';

function after(...happenings: readonly ConnectionHappening['type'][]): ConnectionState {
  let state: ConnectionState = 'connecting';
  let hasBeenLive = false;
  for (const type of happenings) {
    const happening = type === 'event' ? { type, at: 1 } : { type };
    state = nextConnection({ state, newestEventAt: null, hasBeenLive }, happening);
    hasBeenLive ||= state === 'live';
  }
  return state;
}

test.each<[ConnectionState, ...ConnectionHappening['type'][]]>([
  ['connecting', 'connecting'],
  ['live', 'connecting', 'connected'],
  ['offline', 'connecting', 'closed'],
  ['offline', 'connected', 'closed', 'connecting'],
  ['catching-up', 'connected', 'closed', 'connecting', 'connected'],
  ['catching-up', 'connected', 'closed', 'connected', 'event'],
  ['live', 'connected', 'closed', 'connected', 'event', 'caught-up'],
  ['delayed', 'connected', 'silent'],
  ['live', 'connected', 'silent', 'alive'],
  ['live', 'connected', 'silent', 'event'],
  ['offline', 'connected', 'silent', 'closed'],
  ['paused', 'connected', 'pause', 'closed', 'connecting', 'connected', 'event'],
  ['catching-up', 'connected', 'pause', 'resume'],
  ['live', 'connected', 'pause', 'resume', 'caught-up'],
  ['connecting', 'pause', 'resume'],
])('%s after %s %s %s %s %s %s %s', (expected, ...happenings) => {
  expect(after(...happenings)).toBe(expected);
});
