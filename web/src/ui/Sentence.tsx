import { Name } from './Name.tsx';
import { sentenceParts } from './sentence.ts';

/** A sentence with the names of `named` in mono. */
export function Sentence({ children, most = 60 }: { readonly children: string; readonly most?: number }): React.ReactNode {
  return sentenceParts(children).map(({ text, isName }, place) =>
    isName ? (
      // oxlint-disable-next-line react/no-array-index-key -- parts of one text have no other identity
      <Name key={place} most={most}>
        {text}
      </Name>
    ) : (
      text
    ),
  );
}
