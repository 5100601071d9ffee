import { t } from '@lingui/core/macro';
import { useConnection } from './use-connection.ts';

/**
 * What an action that needs the hub is given: nothing while the hub is there, else that it is disabled and why (ux §4.2).
 * Spread onto a button.
 */
export function useOffline(): { readonly disabled?: true; readonly title?: string } {
  const { state } = useConnection();
  if (state !== 'offline') return {};
  return { disabled: true, title: t`The hub cannot be reached. This works again as soon as it answers.` };
}
