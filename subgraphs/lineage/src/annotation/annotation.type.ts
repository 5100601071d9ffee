import { UserError } from '@hotpass/server';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column } from '../column/column.type.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { Job } from '../job/job.type.ts';
import { Namespace } from '../namespace/namespace.type.ts';

@ObjectType({ description: 'What became of a tag or description.' })
export class AnnotationPayload {
  @Field(() => Namespace, { nullable: true, description: 'The namespace, when it was one.' })
  namespace: Namespace | null;

  @Field(() => Dataset, { nullable: true, description: 'The dataset, when it was one.' })
  dataset: Dataset | null;

  @Field(() => Job, { nullable: true, description: 'The job, when it was one.' })
  job: Job | null;

  @Field(() => Column, { nullable: true, description: 'The column, when it was one.' })
  column: Column | null;

  @Field(() => Int, { nullable: true, description: 'Its `annotationVersion` from here on.' })
  version: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the log that says so, accepted wherever a cursor is; null when it was so already.',
  })
  entryId: string | null;

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [UserError], { description: 'Why it did not happen; empty when it did.' })
  errors: UserError[];
}

/** The payload of a failure. */
export function failedAnnotation(errors: UserError[]): AnnotationPayload {
  return { namespace: null, dataset: null, job: null, column: null, version: null, entryId: null, errors };
}
