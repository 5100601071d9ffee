export const roles = ['operator', 'analyst', 'steward', 'auditor', 'admin', 'agent', 'producer'] as const;

export type Role = (typeof roles)[number];

/** Who is asking. Every resolver, service, transaction and feed receives one. */
export interface Principal {
  /** Opaque: never a name or an address, since it stands in the log for ever. */
  readonly id: string;
  readonly kind: 'local' | 'system';
  readonly roles: readonly Role[];
}

/** The one caller of a hub that listens on loopback only and has no sign-in. */
export const localPrincipal: Principal = { id: 'local', kind: 'local', roles };

/** A part of the hub that acts by itself, such as a projector. */
export function systemPrincipal(part: string): Principal {
  return { id: `system:${part}`, kind: 'system', roles: [] };
}
