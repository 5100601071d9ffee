import { withTracing } from '@hotpass/server/tracing';

/** The gateway as a process of its own. */
await withTracing('hotpass-gateway', async () => {
  const [{ exitWithSentence }, { serve }] = await Promise.all([import('@hotpass/server'), import('./serve.ts')]);
  try {
    await serve();
  } catch (error) {
    exitWithSentence('The gateway does not start', error);
  }
});
