import { exitWithSentence } from '@hotpass/server';
import { serve } from './serve.ts';

/** The gateway as a process of its own. */
try {
  await serve();
} catch (error) {
  exitWithSentence('The gateway does not start', error);
}
