import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { RunConnection } from './run-connection.type.ts';

@Resolver(() => RunConnection)
export class RunConnectionResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many runs the whole list has, at the moment of counting; null when they are more than 10,000, or more than 1,000 in a list of a job or a run.',
  })
  async totalCount(@Root() connection: RunConnection): Promise<number | null> {
    return connection.countRuns();
  }
}
