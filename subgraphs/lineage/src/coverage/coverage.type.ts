import { PageInfo } from '@hotpass/server';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { CoverageRow, ProducerRow } from './coverage.repository.ts';

/** What is counted; no type of the API itself. */
@ObjectType()
abstract class Coverage implements CoverageRow {
  @Field(() => Int, { description: 'How many datasets there are.' })
  datasets: number;

  @Field(() => Int, { description: 'How many of them have had their columns reported (schema facet).' })
  datasetsWithColumns: number;

  @Field(() => Int, { description: 'How many of them have had reported which columns theirs come from.' })
  datasetsWithColumnLineage: number;

  @Field(() => Int, { description: 'How many jobs there are.' })
  jobs: number;

  @Field(() => Int, { description: 'How many runs they had, ever.' })
  runs: number;

  @Field(() => Int, { description: 'How many runs have no START event: when they began is only guessed.' })
  runsWithoutStart: number;

  @Field(() => Int, { description: 'How many runs have no event that ends them: they run, or nobody told.' })
  runsWithoutEnd: number;

  @Field(() => Int, { description: 'How many runs name no dataset they write.' })
  runsWithoutOutputs: number;
}

@ObjectType({ description: 'How completely a part of the graph is reported, whoever reports it.' })
export class LineageCoverage extends Coverage {
  @Field(() => Boolean, { description: 'Whether something within the depths is left out, and so not counted.' })
  truncated: boolean;

  @Field(() => String, { description: 'Place in the log this shows.' })
  cursor: string;
}

@ObjectType({ description: 'How completely a producer reports.' })
export class ProducerCoverage extends Coverage {}

@ObjectType({ description: 'Software that sends events, by the name it gives itself.' })
export class Producer {
  @Field(() => ID, { description: 'Derived from its name.' })
  id: string;

  @Field(() => String, {
    description: 'What it writes as producer; empty for events that name none. Of more than 2,048 characters the first.',
  })
  name: string;

  @Field(() => Date, { description: 'Time of its first event.' })
  firstSeenAt: Date;

  @Field(() => Date, { description: 'Time of its last event.' })
  lastSeenAt: Date;
}

@ObjectType({ description: 'A page of producers, those heard of last first.' })
export class ProducerConnection {
  @Field(() => [Producer], { description: 'The producers of this page.' })
  nodes: readonly Producer[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

const idPrefix = 'prd_';

export function toProducer({ id, name, firstSeen, lastSeen }: ProducerRow): Producer {
  return { id: idPrefix + id.replaceAll('-', ''), name, firstSeenAt: firstSeen, lastSeenAt: lastSeen };
}

/** As it is stored. */
export function producerKey({ id }: Producer): string {
  return id.slice(idPrefix.length);
}
