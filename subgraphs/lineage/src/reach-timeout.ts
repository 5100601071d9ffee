/** How long a request waits for a projector to reach the place it names. */
export const reachTimeoutMs = 2_000;
