/** U+2068 and U+2069 keep a name of any script together within a sentence, and say where it begins and ends. */
const opening = '\u2068';
const closing = '\u2069';

/** A name to be put into a sentence; whatever it holds, it stays one part of it. */
export function named(name: string): string {
  return `${opening}${name.replace(/[\u2066-\u2069\u202A-\u202E]/g, '')}${closing}`;
}

export interface SentencePart {
  readonly text: string;
  readonly isName: boolean;
}

/** A sentence as prose and names. */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  return sentence
    .split(/(\u2068[^\u2069]*\u2069)/)
    .filter((text) => text !== '')
    .map((text) => (text.startsWith(opening) ? { text: text.slice(1, -1), isName: true } : { text, isName: false }));
}

/** The sentence where only plain text is shown, such as the title of the page. */
export function plainSentence(sentence: string): string {
  return sentence.replace(/[\u2068\u2069]/g, '');
}
