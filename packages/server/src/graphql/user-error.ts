import { DomainError, errorCodes, type ErrorCode } from '@hotpass/kernel';
import { Directive, Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';

const ErrorCodeEnum = Object.fromEntries(errorCodes.map((code) => [code, code])) as { readonly [Code in ErrorCode]: Code };

const descriptions: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'Nobody is signed in.',
  FORBIDDEN: 'The caller may not do this.',
  BAD_USER_INPUT: 'An argument is wrong.',
  NOT_FOUND: 'It does not exist, or the caller may not see it.',
  CONFLICT: 'It contradicts what is there.',
  STALE_VERSION: 'It has changed since the caller read it.',
  APPROVAL_REQUIRED: 'Somebody has to approve it first.',
  CONTRACT_VIOLATED: 'A contract rejects it.',
  POLICY_DENIED: 'A policy denies it.',
  LIMIT_EXCEEDED: 'It is larger than a limit.',
  RATE_LIMITED: 'Too many calls; try again later.',
  TIMEOUT: 'It did not finish in time.',
  PERSISTED_QUERY_NOT_FOUND: 'No operation has this id.',
  RESYNC: 'The cursor cannot be resumed; load again.',
  UNAVAILABLE: 'It cannot be done now; try again later.',
  INTERNAL_SERVER_ERROR: 'A fault of the hub.',
};

registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description: 'What kind of failure it was; the same codes on every door of the hub.',
  valuesConfig: Object.fromEntries(errorCodes.map((code) => [code, { description: descriptions[code] }])),
});

@InterfaceType({
  description: 'Why a mutation did not do what it was asked.',
  resolveType: (value: { typeName?: string }) => value.typeName ?? 'MutationFailed',
})
export abstract class UserError {
  @Field(() => ErrorCodeEnum, { description: 'What kind of failure it was.' })
  code: ErrorCode;

  @Field(() => String, { description: 'A sentence for the person or agent who asked.' })
  message: string;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [String], { nullable: true, description: 'Path to the argument at fault.' })
  path: string[] | null;
}

@ObjectType({ implements: UserError, description: 'A failure without further data.' })
export class MutationFailed extends UserError {}

/**
 * Runs a mutation's work; a DomainError becomes the payload's `errors`, anything else is thrown on as the bug it is.
 * `failed` makes the payload of a failure from the errors.
 */
export async function mutationResult<Payload>(work: () => Promise<Payload>, failed: (errors: UserError[]) => Payload): Promise<Payload> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { path } = error.details;
    const isPath = Array.isArray(path) && path.every((part) => typeof part === 'string');
    return failed([Object.assign(new MutationFailed(), { code: error.code, message: error.message, path: isPath ? path : null })]);
  }
}
