import { BadUserInputError, type DomainError } from '@hotpass/kernel';

/** One thing wrong with what was sent, with a JSON pointer (RFC 6901) to it. */
export interface InputIssue {
  readonly pointer: string;
  readonly message: string;
}

/** A refusal with its issues: 400 over HTTP. */
export function badInput(message: string, issues: readonly InputIssue[]): BadUserInputError {
  return new BadUserInputError(message, { issues });
}

/** The issues of a refusal in words, for answers that have room for a sentence only. */
export function describeIssues(error: DomainError): string {
  const { issues } = error.details;
  if (!Array.isArray(issues)) return '';
  return issues
    .slice(0, 5)
    .map(({ pointer, message }: InputIssue) => ` ${pointer === '' ? 'It' : pointer} ${message}.`)
    .join('');
}
