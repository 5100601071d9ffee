import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import {
  getVariableValues,
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { BadUserInputError } from '@hotpass/kernel';
import { BoundedCache, type CacheUse } from '@hotpass/server';
import type { AdmittedOperation } from '../admission/admission.ts';
import { buildOperationContext } from '../apollo/library.ts';
import type { FieldFacts, TopicFact } from '../supergraph-directives.ts';
import { perViewerFields, soleUseAsPlace, type Sharing } from './sharing.ts';

type Variables = Readonly<Record<string, unknown>>;

/** How the events of one subscription are answered. */
export interface SubscriptionPlan extends Sharing {
  /** Name of the subgraph that owns the field. */
  readonly owner: string;
  readonly topic: TopicFact;
  /** Under which the field stands in `data`. */
  readonly responseKey: string;
  /** The part of the owner, executed with the event as root, and the variables it uses. */
  readonly primary: { readonly query: string; readonly variableUsages: readonly string[] };
  /** `Sequence[primary as Fetch, rest]`: an ordinary plan for one event. */
  readonly eventPlan: QueryPlan;
  readonly operationContext: ReturnType<typeof buildOperationContext>;
  readonly field: FieldNode;
  readonly operation: OperationDefinitionNode;
}

/** Plans subscriptions over several subgraphs, once for each operation. */
export class SubscriptionPlanner {
  readonly schema: GraphQLSchema;
  readonly supergraph: Supergraph;
  readonly #planner: QueryPlanner;
  readonly #facts: Pick<FieldFacts, 'topics' | 'perViewer'>;
  readonly #plans = new BoundedCache<SubscriptionPlan>(500);

  constructor(supergraph: Supergraph, schema: GraphQLSchema, facts: Pick<FieldFacts, 'topics' | 'perViewer'>) {
    this.schema = schema;
    this.supergraph = supergraph;
    this.#planner = new QueryPlanner(supergraph);
    this.#facts = facts;
  }

  /** How the plans that are kept are used. */
  get plans(): Omit<CacheUse, 'name'> {
    return this.#plans.use;
  }

  /** @throws BadUserInputError when the variables are wrong or a condition could leave the field out. */
  plan(admitted: AdmittedOperation, variables: Variables): SubscriptionPlan {
    const coerced = getVariableValues(this.schema, admitted.operation.variableDefinitions ?? [], variables, {
      hideSuggestions: true,
      maxErrors: 20,
    });
    if (coerced.errors) throw new BadUserInputError(coerced.errors[0]?.message ?? 'The variables are wrong.');
    return this.#planned(admitted);
  }

  /** Plans an operation before it is asked for: a subscription is kept, another one is only shown to be possible. */
  prepare(admitted: AdmittedOperation): SubscriptionPlan | null {
    if (admitted.operation.operation === OperationTypeNode.SUBSCRIPTION) return this.#planned(admitted);
    const operationName = admitted.operation.name?.value;
    this.#planner.buildQueryPlan(operationFromDocument(this.supergraph.apiSchema(), admitted.document, { operationName }));
    return null;
  }

  #planned({ hash, document, operation }: AdmittedOperation): SubscriptionPlan {
    const key = `${hash}:${operation.name?.value ?? ''}`;
    const known = this.#plans.get(key);
    if (known) return known;
    const plan = this.#build(document, operation);
    this.#plans.set(key, plan);
    return plan;
  }

  #build(document: DocumentNode, operation: OperationDefinitionNode): SubscriptionPlan {
    const operationName = operation.name?.value;
    const { node } = this.#planner.buildQueryPlan(operationFromDocument(this.supergraph.apiSchema(), document, { operationName }));
    const field = rootField(operation.selectionSet, document);
    if (node?.kind !== 'Subscription' || !field)
      throw new BadUserInputError('A subscription selects one field, without a condition on it.');
    const topic = this.#facts.topics.get(`${this.schema.getSubscriptionType()?.name}.${field.name.value}`);
    if (topic === undefined) throw new Error(`The subscription ${field.name.value} has no @topic.`);
    const { primary, rest } = node;
    return {
      owner: primary.serviceName,
      topic,
      responseKey: field.alias?.value ?? field.name.value,
      primary: { query: primary.operation, variableUsages: primary.variableUsages ?? [] },
      eventPlan: { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [{ ...primary, kind: 'Fetch' }, ...(rest ? [rest] : [])] } },
      operationContext: buildOperationContext({ schema: this.schema, operationDocument: document, operationName }),
      field,
      afterVariable: soleUseAsPlace(document, field),
      isPerViewer: perViewerFields(this.schema, document, this.#facts.perViewer).length > 0,
      operation,
    };
  }
}

/** Validation leaves one root field, which may stand in fragments. None where a condition could leave it out. */
function rootField(set: SelectionSetNode, document: DocumentNode): FieldNode | undefined {
  for (const selection of set.selections) {
    if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return undefined;
    if (selection.kind === Kind.FIELD) return selection;
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value);
    const found = fragment && 'selectionSet' in fragment ? rootField(fragment.selectionSet, document) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The place to go on after: a cursor or an entry id, given as a literal or by a variable. Null starts at the newest entry. */
export function resumePlace({ field, operation }: SubscriptionPlan, variables: Variables): string | null {
  const argument = field.arguments?.find((one) => one.name.value === 'after')?.value;
  if (!argument) return null;
  const name = argument.kind === Kind.VARIABLE ? argument.name.value : undefined;
  const fallback = operation.variableDefinitions?.find((one) => one.variable.name.value === name)?.defaultValue;
  const place: unknown = valueFromASTUntyped(argument, variables) ?? (fallback && valueFromASTUntyped(fallback));
  return typeof place === 'string' ? place : null;
}

/** The variables the owner's part uses. */
export function primaryVariables({ primary }: SubscriptionPlan, variables: Variables): Record<string, unknown> {
  return Object.fromEntries(primary.variableUsages.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]));
}
