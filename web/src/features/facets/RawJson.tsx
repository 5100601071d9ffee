import { Trans } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { indentedJson } from './indented-json.ts';
import styles from './FacetsPanel.module.css';

/** Letters shown at first; each press shows ten times as many. */
const firstLetters = 20_000;

/** The JSON as it was sent, indented. */
export function RawJson({ raw, label }: { readonly raw: string; readonly label: string }): React.ReactNode {
  const [letters, setLetters] = useState(firstLetters);
  // Indentation may take far more room than what is indented.
  const text = useMemo(() => indentedJson(raw, letters + 1), [raw, letters]);
  const isCut = text.length > letters;
  return (
    <>
      <pre className={styles['raw']} dir="ltr" tabIndex={0} aria-label={label} role="region">
        {text.slice(0, letters)}
      </pre>
      {isCut && (
        <Button onClick={() => setLetters(letters * 10)}>
          <Trans>Show more than {formatNumber(letters)} characters</Trans>
        </Button>
      )}
    </>
  );
}
