import { useLingui } from '@lingui/react/macro';
import { relativeWords } from './relative-time.ts';
import { useNow } from './use-now.ts';

/** How long ago something was, growing with the clock of the hub; the instant itself in the tooltip, as ISO 8601. */
export function RelativeTime({ at, className }: { readonly at: string; readonly className?: string | undefined }): React.ReactNode {
  const { i18n } = useLingui();
  const now = useNow(10_000);
  return (
    <time dateTime={at} title={at} className={className}>
      {relativeWords(Date.parse(at), now, i18n.locale)}
    </time>
  );
}
