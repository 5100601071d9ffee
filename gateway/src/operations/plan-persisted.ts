import { OperationTypeNode } from 'graphql';
import type { Admission } from '../admission/admission.ts';
import type { SubscriptionPlanner } from '../subscriptions/subscription-plan.ts';
import type { PersistedOperations } from './persisted-operations.ts';

/**
 * Admits and plans every published operation before anybody asks for it.
 * @throws Error naming each one that this gateway would refuse, or a subscription that would not be shared.
 */
export function planPersisted(operations: PersistedOperations, admission: Admission, planner: SubscriptionPlanner): void {
  const problems = operations.current.flatMap(({ id, name }) => {
    const verdict = admission.admit({ persistedId: id }, Object.values(OperationTypeNode));
    if ('refused' in verdict) return verdict.refused.map(({ message }) => `${name}: ${message}`);
    try {
      const plan = planner.prepare(verdict.admitted);
      return plan?.isPerViewer ? [`${name}: a subscription of ours selects no field whose answer depends on who asks.`] : [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  if (problems.length > 0) throw new Error(`Persisted operations do not fit the schema:\n${problems.join('\n')}`);
}
