import { useLingui } from '@lingui/react/macro';
import { Dialog } from '../../ui/Dialog.tsx';
import { Navigation } from './Navigation.tsx';

/** The navigation where there is no room for it beside the screen. */
export function NavigationSheet({ onClose }: { readonly onClose: () => void }): React.ReactNode {
  const { t } = useLingui();
  return (
    <Dialog title={t`Navigation`} isTitleHidden place="start" onClose={onClose}>
      <Navigation isRail={false} onGo={onClose} />
    </Dialog>
  );
}
