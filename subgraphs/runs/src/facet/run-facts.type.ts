import type * as openlineage from '@hotpass/openlineage';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Job } from '../external/job.type.ts';

@ObjectType({ description: 'Why a run failed (errorMessage facet), in the words of its producer.' })
export class RunError implements openlineage.RunError {
  @Field(() => String, { description: 'The whole message.' })
  message: string;

  @Field(() => String, { nullable: true, description: 'Language of the program that failed.' })
  programmingLanguage: string | null;

  @Field(() => String, { nullable: true, description: 'Where in the program it failed.' })
  stackTrace: string | null;
}

@ObjectType({ description: 'What executed a run (processing_engine facet).' })
export class ProcessingEngine implements openlineage.ProcessingEngine {
  @Field(() => String, { nullable: true, description: 'Its name, such as spark.' })
  name: string | null;

  @Field(() => String, { description: 'Its version.' })
  version: string;

  @Field(() => String, { nullable: true, description: 'Version of what reports its runs as OpenLineage.' })
  adapterVersion: string | null;
}

@ObjectType({ description: 'The query of another system that a run is (externalQuery facet).' })
export class ExternalQuery implements openlineage.ExternalQuery {
  @Field(() => String, { description: 'How that system calls it.' })
  queryId: string;

  @Field(() => String, { nullable: true, description: 'That system.' })
  source: string | null;
}

@ObjectType({ description: 'A variable in the environment of a run (environmentVariables facet).' })
export class EnvironmentVariable implements openlineage.NamedValue {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Its value, as the producer chose to tell it.' })
  value: string | null;
}

@ObjectType({ description: 'A tag on a run (tags facet).' })
export class RunTag implements openlineage.RunTag {
  @Field(() => String, { description: 'What it tells.' })
  key: string;

  @Field(() => String, { nullable: true, description: 'What it tells about that.' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'Where it was set.' })
  source: string | null;
}

@ObjectType({ description: 'A parameter a run was started with (executionParameters facet).' })
export class RunParameter implements openlineage.RunParameter {
  @Field(() => String, { description: 'Which parameter.' })
  key: string;

  @Field(() => String, { nullable: true, description: 'Its name for people.' })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Its value; null when none, or none of one word, was told.' })
  value: string | null;
}

const DependencyDirectionEnum = { UPSTREAM: 'UPSTREAM', DOWNSTREAM: 'DOWNSTREAM' } as const;

registerEnumType(DependencyDirectionEnum, {
  name: 'DependencyDirection',
  description: 'On which side of a run another job stands.',
  valuesConfig: {
    UPSTREAM: { description: 'The run comes after it.' },
    DOWNSTREAM: { description: 'It comes after the run.' },
  },
});

@ObjectType({ description: 'A job that a run comes after or before, whatever data they share (jobDependencies facet).' })
export class RunDependency {
  @Field(() => DependencyDirectionEnum, { description: 'On which side it stands.' })
  direction: openlineage.RunDependency['direction'];

  @Field(() => Job, { nullable: true, description: 'That job; nothing but its id is known when no event of it is.' })
  job: Job;

  @Field(() => ID, { nullable: true, description: 'Id of the run of that job, when it was told.' })
  runId: string | null;

  @Field(() => String, { nullable: true, description: 'Of what kind it is.' })
  type: string | null;
}

@ObjectType({ description: 'A test that a run executed (test facet).' })
export class RunTest implements openlineage.RunTest {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { description: 'What came of it, in the words of the producer, such as pass or fail.' })
  status: string;

  @Field(() => String, { nullable: true, description: 'What follows when it fails, such as error or warn.' })
  severity: string | null;

  @Field(() => String, { nullable: true, description: 'Of what kind it is.' })
  type: string | null;

  @Field(() => String, { nullable: true, description: 'What should be.' })
  expected: string | null;

  @Field(() => String, { nullable: true, description: 'What was found.' })
  actual: string | null;
}

@ObjectType({ description: 'The code a run executed, as far as its events carry facets of its job that tell.' })
export class RunCode implements openlineage.JobCode {
  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  url: string | null;

  @Field(() => String, { nullable: true, description: 'The repository it lies in.' })
  repositoryUrl: string | null;

  @Field(() => String, { nullable: true, description: 'Its path there.' })
  path: string | null;

  @Field(() => String, { nullable: true, description: 'Its version there, such as a commit.' })
  version: string | null;

  @Field(() => String, { nullable: true, description: 'Its tag there.' })
  tag: string | null;

  @Field(() => String, { nullable: true, description: 'Its branch there.' })
  branch: string | null;

  @Field(() => String, { nullable: true, description: 'Language of the source code.' })
  language: string | null;

  @Field(() => String, { nullable: true, description: 'The source code.' })
  sourceCode: string | null;

  @Field(() => String, { nullable: true, description: 'The SQL.' })
  query: string | null;
}
