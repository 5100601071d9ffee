import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from './Button.tsx';
import styles from './ErrorWords.module.css';

/** From how many lines on an error is cut until somebody wants it whole. */
const shownLines = 6;
const shownLetters = 700;

/** The words of an error as its producer wrote them. */
export function ErrorWords({ children, language }: { readonly children: string; readonly language?: string | null }): React.ReactNode {
  const [isWhole, setWhole] = useState(false);
  const lines = children.trimEnd().split('\n');
  const start = lines.slice(0, shownLines).join('\n').slice(0, shownLetters);
  const isLong = start.length < children.trimEnd().length;
  return (
    <div className={styles['error']}>
      <pre className="mono" dir="auto">
        {isWhole || !isLong ? children.trimEnd() : `${start}…`}
      </pre>
      {(isLong || language) && (
        <p>
          {language && <span>{language}</span>}
          {isLong && (
            <Button
              kind="quiet"
              aria-expanded={isWhole}
              onClick={() => {
                setWhole(!isWhole);
              }}
            >
              {isWhole ? <Trans>Show less</Trans> : <Trans>Show all of it</Trans>}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
