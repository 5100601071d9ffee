import { isLoopback } from '../config/loopback.ts';

function hostName(host: string): string | null {
  const match = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host);
  return match?.[1] ?? match?.[2] ?? null;
}

/** The parts of a request that say who is asking, the same on HTTP and on a WebSocket upgrade. */
export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Why a request is not answered, or null when it may pass. A hub on loopback without sign-in trusts whoever reaches it,
 * so a page of another origin must not: `Host` has to be a loopback name (against DNS rebinding) and `Origin`,
 * where a browser sends one, has to be the address the page of this hub has.
 */
export function originProblem({ host, origin }: RequestOrigin): string | null {
  const name = host === undefined ? null : hostName(host);
  if (name === null || !isLoopback(name)) return 'This hub answers on a loopback address only.';
  if (origin === undefined) return null;
  if (!URL.canParse(origin) || origin === 'null') return 'Pages of another origin cannot use this hub.';
  const from = new URL(origin);
  const isSame = from.host.toLowerCase() === withoutDefaultPort(host!.toLowerCase(), from.protocol);
  return isSame && /^https?:$/.test(from.protocol) ? null : 'Pages of another origin cannot use this hub.';
}

function withoutDefaultPort(host: string, protocol: string): string {
  return host.replace(protocol === 'https:' ? /:443$/ : /:80$/, '');
}
