import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import { RunError } from '../facet/run-facts.type.ts';
import { DataQualityAssertion } from '../run-dataset/run-dataset-edge.type.ts';
import { Run } from '../run/run.type.ts';

@ObjectType({ description: 'Something a failed run asked of a dataset that did not hold.' })
export class BrokenAssertion {
  @Field(() => Dataset, { nullable: true, description: 'The dataset.' })
  dataset: Dataset;

  @Field(() => DataQualityAssertion, { description: 'What was asked of it.' })
  assertion: DataQualityAssertion;
}

@ObjectType({ description: 'How a run failed: after how long, in which step, because of what.' })
export class RunFailure {
  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds from its start to its failure; null when only its failure was reported.',
  })
  afterMs: number | null;

  @Field(() => Run, {
    nullable: true,
    description:
      'The step in which it failed: of the failed runs below it without a failed one below them, the first to fail. Null when no step failed.',
  })
  step: Run | null;

  @Field(() => RunError, { nullable: true, description: 'The error of that step, else its own; null when neither told one.' })
  error: RunError | null;

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [BrokenAssertion], {
    description: 'What that step, or else it, asked of its inputs and outputs and did not hold; the first 100.',
  })
  brokenAssertions: BrokenAssertion[];

  /** Of which run; not part of the API. */
  run: Run;
}
