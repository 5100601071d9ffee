/** How the page stands to the hub (ux §4.2). */
export type ConnectionState = 'connecting' | 'live' | 'catching-up' | 'delayed' | 'offline' | 'paused';

export interface ConnectionFacts {
  readonly state: ConnectionState;
  /** When the newest event came in, as `Date.now()`; null when none has. */
  readonly newestEventAt: number | null;
}

/** What happens on the socket, and what people do. */
export type ConnectionHappening =
  | { readonly type: 'connecting' }
  | { readonly type: 'connected' }
  | { readonly type: 'closed' }
  | { readonly type: 'alive' }
  | { readonly type: 'silent' }
  | { readonly type: 'event'; readonly at: number }
  | { readonly type: 'caught-up' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' };

/** The next state. One that was live before replays what it missed before it is live again. */
export function nextConnection(
  facts: ConnectionFacts & { readonly hasBeenLive: boolean },
  happening: ConnectionHappening,
): ConnectionState {
  const { state, hasBeenLive } = facts;
  if (state === 'paused' && happening.type !== 'resume') return 'paused';
  switch (happening.type) {
    case 'pause':
      return 'paused';
    case 'resume':
      return hasBeenLive ? 'catching-up' : 'connecting';
    case 'connecting':
      return state === 'offline' ? 'offline' : state === 'connecting' ? 'connecting' : state;
    case 'connected':
      return hasBeenLive ? 'catching-up' : 'live';
    case 'closed':
      return 'offline';
    case 'silent':
      return state === 'live' || state === 'catching-up' ? 'delayed' : state;
    case 'alive':
      return state === 'delayed' ? 'live' : state;
    case 'caught-up':
      return state === 'catching-up' ? 'live' : state;
    case 'event':
      return state === 'delayed' ? 'live' : state;
  }
}
