import { Lexer, Source, TokenKind } from 'graphql';

/** Whether the text has more tokens than allowed, comments aside. It stops counting there. Text that is no GraphQL is left to the parser. */
export function hasMoreTokensThan(limit: number, text: string): boolean {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count <= limit; count += 1) {
      if (lexer.advance().kind === TokenKind.EOF) return false;
    }
    return true;
  } catch {
    return false;
  }
}
