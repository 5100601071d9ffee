import { registerEnumType } from 'type-graphql';
import type { Basis } from '../projection/latest.ts';

export const bases: Readonly<{ [B in Basis]: B }> = { COMPLETED: 'COMPLETED', RUNNING: 'RUNNING', FAILED: 'FAILED', DECLARED: 'DECLARED' };

registerEnumType(bases, {
  name: 'EdgeBasis',
  description: 'What an edge was taken from. Completed runs come first; the others count only where a job has none, or has no natural end.',
  valuesConfig: {
    COMPLETED: { description: 'A run that completed.' },
    RUNNING: { description: 'A run that has not ended.' },
    FAILED: { description: 'A run that failed or was aborted.' },
    DECLARED: { description: 'A JobEvent: nobody has seen it happen.' },
  },
});
