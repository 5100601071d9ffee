const traceparent = /^(?<version>[0-9a-f]{2})-(?<traceId>[0-9a-f]{32})-(?<parentId>[0-9a-f]{16})-[0-9a-f]{2}(?<more>-.*)?$/;

/** The trace id of a W3C `traceparent` header, or null when there is none or the header is not valid (Trace Context §3.2). */
export function traceIdOf(header: string | readonly string[] | undefined): string | null {
  const { version, traceId, parentId, more } = traceparent.exec(typeof header === 'string' ? header : '')?.groups ?? {};
  if (!traceId || version === 'ff' || (version === '00' && more !== undefined)) return null;
  return /^0+$/.test(traceId) || /^0+$/.test(parentId ?? '') ? null : traceId;
}
