const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopback = new RegExp(`^(127\\.${octet}\\.${octet}\\.${octet}|::1|localhost)$`, 'i');

/** Whether a host, without brackets and port, is this machine alone: 127.0.0.0/8, `::1` or `localhost`. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}
