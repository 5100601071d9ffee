import type { QuarantinedEntry } from '@hotpass/log';
import { DateTimeScalar, PageInfo, UserError } from '@hotpass/server';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { quarantineId } from './quarantine.service.ts';

@ObjectType('QuarantinedEntry', {
  description: 'An entry of the log that a consumer could not take and set aside, so that those after it could go on.',
})
export class QuarantinedEntryType {
  @Field(() => ID, { description: 'Opaque; `replayQuarantined` takes it.' })
  id: string;

  @Field(() => ID, { description: 'Id of the entry.' })
  entryId: string;

  @Field(() => String, { description: 'Type of the entry, for example `openlineage.run_event`.' })
  type: string;

  @Field(() => String, { description: 'The consumer that set it aside, for example `lineage.openlineage`.' })
  consumer: string;

  @Field(() => String, { description: 'Why, in a sentence.' })
  reason: string;

  @Field(() => DateTimeScalar, { description: 'When it was set aside.' })
  quarantinedAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the hub stored the entry.' })
  receivedAt: Date;

  @Field(() => ID, { nullable: true, description: 'Id of the one in quarantine that it waits for; null when the fault is its own.' })
  heldBehind: string | null;

  @Field(() => Int, { description: 'How many wait for this one.' })
  heldBack: number;
}

export function toQuarantinedEntry(entry: QuarantinedEntry): QuarantinedEntryType {
  const { consumer, entryId, type, reason, at, receivedAt, heldBehind, heldBack } = entry;
  const waitsFor = heldBehind === null ? null : quarantineId({ consumer, position: heldBehind });
  return { id: quarantineId(entry), entryId, type, consumer, reason, quarantinedAt: at, receivedAt, heldBehind: waitsFor, heldBack };
}

@ObjectType({ description: 'A page of the quarantine, by consumer and then as the log has them.' })
export class QuarantineConnection {
  @Field(() => [QuarantinedEntryType], { description: 'The entries of this page.' })
  nodes: readonly QuarantinedEntryType[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Newest place in the log when the page was read.' })
  cursor: string;
}

@InputType({ description: 'An entry to take in after all.' })
export class ReplayQuarantinedInput {
  @Field(() => ID, { description: 'Id of the entry in quarantine.' })
  id: string;
}

@ObjectType({ description: 'What became of a replay.' })
export class ReplayQuarantinedPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the entry that tells of the replay: a reader who names it sees its effect. Null when nothing was taken.',
  })
  entryId: string | null;

  @Field(() => Int, { nullable: true, description: 'How many were taken: the one asked for and those held back behind it.' })
  count: number | null;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [UserError], { description: 'Why it was not taken; empty when it was.' })
  errors: UserError[];
}
