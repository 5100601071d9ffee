import { Trans } from '@lingui/react/macro';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './Button.tsx';

/** How long what came of it stands there; what went wrong takes longer to read. */
const shownMs = { copied: 2_500, unread: 5_000, refused: 5_000 } as const;

/** Copies a text, which may have to be fetched first, and says that it did. */
export function CopyButton({
  text,
  children,
  ...rest
}: Omit<ButtonProps, 'onClick'> & { readonly text: string | (() => Promise<string>) }): React.ReactNode {
  const [state, setState] = useState<'ready' | 'copied' | 'unread' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return undefined;
    const timer = setTimeout(() => {
      setState('ready');
    }, shownMs[state]);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  const copy = async (): Promise<void> => {
    let words = '';
    try {
      words = typeof text === 'string' ? text : await text();
    } catch {
      return setState('unread');
    }
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      return setState('refused');
    }
    return setState('copied');
  };
  return (
    <Button {...rest} onClick={() => void copy()}>
      {state === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span aria-live="polite">
        {state === 'ready' && children}
        {state === 'copied' && <Trans>Copied</Trans>}
        {state === 'unread' && <Trans>Not copied: the hub did not tell it</Trans>}
        {state === 'refused' && <Trans>Not copied: the browser refused</Trans>}
      </span>
    </Button>
  );
}
