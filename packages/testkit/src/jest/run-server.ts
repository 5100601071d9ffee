import type { Child } from '../process/child.ts';

let server: Child | null = null;

/** Global setup and teardown are two modules of one process. */
export function keepForTeardown(child: Child): void {
  server = child;
}

export async function stopRunServer(): Promise<void> {
  await server?.[Symbol.asyncDispose]();
}
