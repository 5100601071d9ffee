import { Trans, useLingui } from '@lingui/react/macro';
import { Dialog } from '../../ui/Dialog.tsx';
import { singleKeys } from '../../ui/keys-preference.ts';
import { shortcutGroups } from '../../ui/shortcuts.ts';
import { usePreference } from '../../ui/use-preference.ts';
import styles from './ShortcutSheet.module.css';

/** Everything that keys do on this page, and the switch that turns single keys off. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }): React.ReactNode {
  const { t } = useLingui();
  const [areOn, setOn] = usePreference(singleKeys);
  return (
    <Dialog title={t`Keyboard shortcuts`} onClose={onClose}>
      <div className={styles['sheet']}>
        <section>
          <h3>
            <Trans>Everywhere</Trans>
          </h3>
          <dl>
            <Row keys={t`Ctrl K or ⌘ K`} does={t`Search everything`} />
            <Row keys="Esc" does={t`Close what is on top, then clear the selection`} />
          </dl>
        </section>
        {shortcutGroups().map(({ name, shortcuts }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <Row key={keys} keys={keys} does={does} />
              ))}
            </dl>
          </section>
        ))}
        <label className={styles['switch']}>
          <input type="checkbox" checked={areOn} onChange={(event) => setOn(event.target.checked)} />
          <Trans>Single keys are shortcuts</Trans>
        </label>
        <a className={styles['licenses']} href="/licenses.txt" target="_blank" rel="noopener">
          <Trans>Licences of what this page is made of</Trans>
        </a>
      </div>
    </Dialog>
  );
}

function Row({ keys, does }: { readonly keys: string; readonly does: string }): React.ReactNode {
  return (
    <div className={styles['row']}>
      <dt>{does}</dt>
      <dd>
        <kbd>{keys}</kbd>
      </dd>
    </div>
  );
}
