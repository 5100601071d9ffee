import type { Audit } from './audit.ts';
import { deliveryAudits } from './audits/delivery.ts';
import { errorAudits } from './audits/errors.ts';
import { eventStreamAudits } from './audits/event-stream-protocol.ts';
import { webSocketAudits } from './audits/web-socket-protocol.ts';
import { serverSentEvents } from './event-source.ts';
import { webSocket } from './web-socket.ts';

export { runAudits, type Audit, type AuditResult } from './audit.ts';
export { hotpassTarget } from './hotpass-target.ts';
export type { Operation, Result, Target } from './target.ts';

export interface AuditOptions {
  /** How many events a subscriber that does not read sleeps through. */
  readonly burst?: number;
}

/** Everything a server of GraphQL subscriptions has to do, over WebSocket and Server-Sent Events. */
export function subscriptionAudits({ burst = 1_000 }: AuditOptions = {}): readonly Audit[] {
  return [
    ...webSocketAudits,
    ...eventStreamAudits,
    ...[webSocket, serverSentEvents].flatMap((transport) => [...errorAudits(transport), ...deliveryAudits(transport, burst)]),
  ];
}
