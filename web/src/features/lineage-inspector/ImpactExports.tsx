import { Trans } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { Button } from '../../ui/Button.tsx';
import { download, fileName } from '../export/download.ts';
import { impactCsv, impactJson, readImpact, type ListedImpact } from './impact-files.ts';
import styles from './Inspector.module.css';

interface ImpactExportsProps extends ListedImpact {
  readonly name: string;
}

/** All that is affected, to take along: also what is not listed yet. A file that lacks some of it says so in its name. */
export function ImpactExports({ name, ...listed }: ImpactExportsProps): React.ReactNode {
  const client = useGraphClient();
  const [state, setState] = useState<'ready' | 'reading' | 'incomplete'>('ready');
  const save = async (ending: 'csv' | 'json'): Promise<void> => {
    setState('reading');
    const file = await readImpact(client, listed);
    const title = fileName([name, listed.column ?? '', 'impact', ...(file.isWhole ? [] : ['incomplete'])], ending);
    if (ending === 'csv') download(title, impactCsv(file), 'text/csv');
    else download(title, impactJson(name, file), 'application/json');
    setState(file.isWhole ? 'ready' : 'incomplete');
  };
  return (
    <>
      <div className={styles['actions']}>
        {(['csv', 'json'] as const).map((ending) => (
          <Button key={ending} disabled={state === 'reading'} onClick={() => void save(ending)}>
            <Download size={14} aria-hidden /> {ending.toUpperCase()}
          </Button>
        ))}
      </div>
      <p role="status" className={styles['meta']}>
        {state === 'reading' && <Trans>Reading all of it…</Trans>}
        {state === 'incomplete' && <Trans>Not all of it could be read: the file holds a part and says so in its name.</Trans>}
      </p>
    </>
  );
}
