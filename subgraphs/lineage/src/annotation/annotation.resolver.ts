import type { Principal } from '@hotpass/kernel';
import { mutationResult } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { loadColumn } from '../column/column.resolver.ts';
import { loadDataset } from '../dataset/dataset.resolver.ts';
import { loadJob } from '../job/job.resolver.ts';
import { toNamespace } from '../namespace/namespace.type.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import type { AnnotatableKind } from './annotatable.ts';
import { DescribeInput, TagInput, UntagInput } from './annotation.input.ts';
import type { AnnotationChange, AnnotationService } from './annotation.service.ts';
import { AnnotationPayload, failedAnnotation } from './annotation.type.ts';

type Context = RequestContext<LineageLoaders>;

@Resolver()
export class AnnotationResolver {
  readonly #service: AnnotationService;

  constructor(service: AnnotationService) {
    this.#service = service;
  }

  @Mutation(() => AnnotationPayload, { description: 'Puts a tag on a namespace, or gives the one of that key another value.' })
  tagNamespace(
    @Arg('input', () => TagInput, { description: 'The tag.' }) input: TagInput,
    @Ctx() context: Context,
  ): Promise<AnnotationPayload> {
    return this.#tag('namespace', input, context);
  }

  @Mutation(() => AnnotationPayload, { description: 'Puts a tag on a dataset, or gives the one of that key another value.' })
  tagDataset(
    @Arg('input', () => TagInput, { description: 'The tag.' }) input: TagInput,
    @Ctx() context: Context,
  ): Promise<AnnotationPayload> {
    return this.#tag('dataset', input, context);
  }

  @Mutation(() => AnnotationPayload, { description: 'Puts a tag on a job, or gives the one of that key another value.' })
  tagJob(@Arg('input', () => TagInput, { description: 'The tag.' }) input: TagInput, @Ctx() context: Context): Promise<AnnotationPayload> {
    return this.#tag('job', input, context);
  }

  @Mutation(() => AnnotationPayload, { description: 'Puts a tag on a column, or gives the one of that key another value.' })
  tagColumn(
    @Arg('input', () => TagInput, { description: 'The tag.' }) input: TagInput,
    @Ctx() context: Context,
  ): Promise<AnnotationPayload> {
    return this.#tag('column', input, context);
  }

  @Mutation(() => AnnotationPayload, { description: 'Takes away a tag that a person has put there; what a producer reports stays.' })
  untag(
    @Arg('input', () => UntagInput, { description: 'Which tag.' }) input: UntagInput,
    @Ctx() context: Context,
  ): Promise<AnnotationPayload> {
    return changed(context, (principal) => this.#service.untag(principal, subjectOf(input), input.key));
  }

  @Mutation(() => AnnotationPayload, { description: 'Says what something is, in place of what its producer says.' })
  describe(
    @Arg('input', () => DescribeInput, { description: 'What to say of what.' }) input: DescribeInput,
    @Ctx() context: Context,
  ): Promise<AnnotationPayload> {
    return changed(context, (principal) => this.#service.describe(principal, subjectOf(input), input.description ?? null));
  }

  #tag(kind: AnnotatableKind, input: TagInput, context: Context): Promise<AnnotationPayload> {
    return changed(context, (principal) => this.#service.tag(principal, subjectOf(input), kind, input.key, input.value ?? ''));
  }
}

function subjectOf(input: { readonly id: string; readonly baseVersion?: number | null }) {
  return { id: input.id, baseVersion: input.baseVersion ?? null };
}

function changed({ principal, loaders }: Context, change: (principal: Principal) => Promise<AnnotationChange>): Promise<AnnotationPayload> {
  return mutationResult(async () => {
    const { id, kind, version, entryId } = await change(principal);
    // What the request read of it before is no longer so.
    loaders.annotation.clear(id);
    const namespace = kind === 'namespace' ? await loaders.namespace.load(id) : null;
    return {
      namespace: namespace && toNamespace(namespace),
      dataset: kind === 'dataset' ? await loadDataset(loaders, id) : null,
      job: kind === 'job' ? await loadJob(loaders, id) : null,
      column: kind === 'column' ? await loadColumn(loaders, id) : null,
      version,
      entryId,
      errors: [],
    };
  }, failedAnnotation);
}
