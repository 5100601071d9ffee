import { Supergraph } from '@apollo/federation-internals';
import { OperationTypeNode } from 'graphql';
import { Admission } from '../admission/admission.ts';
import { CostModel } from '../admission/cost.ts';
import { defaultLimits, type Limits } from '../limits.ts';
import { SubscriptionPlanner } from '../subscriptions/subscription-plan.ts';
import { fieldFacts } from '../supergraph-directives.ts';
import { PersistedOperations, type OperationManifest } from './persisted-operations.ts';

/**
 * Admits and plans every published operation before anybody asks for it.
 * @throws Error naming each one that this gateway would refuse, or a subscription that would not be shared.
 */
export function planPersisted(operations: PersistedOperations, admission: Admission, planner: SubscriptionPlanner): void {
  const problems = problemsOf(operations, admission, planner);
  if (problems.length > 0) throw new Error(`Persisted operations do not fit the schema:\n${problems.join('\n')}`);
}

/** Which of these operations a gateway over this supergraph would refuse, and why: with them it does not start. */
export function refusedOperations(supergraphSdl: string, manifest: OperationManifest, limits: Limits = defaultLimits): readonly string[] {
  const supergraph = Supergraph.build(supergraphSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const facts = fieldFacts(supergraphSdl);
  const persisted = new PersistedOperations(manifest);
  const admission = new Admission(schema, new CostModel(schema, facts.listSizes), limits, { persisted });
  return problemsOf(persisted, admission, new SubscriptionPlanner(supergraph, schema, facts));
}

function problemsOf(operations: PersistedOperations, admission: Admission, planner: SubscriptionPlanner): readonly string[] {
  return operations.current.flatMap(({ id, name }) => {
    const verdict = admission.admit({ persistedId: id }, Object.values(OperationTypeNode));
    if ('refused' in verdict) return verdict.refused.map(({ message }) => `${name}: ${message}`);
    try {
      const plan = planner.prepare(verdict.admitted);
      return plan?.isPerViewer ? [`${name}: a subscription of ours selects no field whose answer depends on who asks.`] : [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
