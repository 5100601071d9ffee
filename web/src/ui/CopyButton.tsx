import { Trans } from '@lingui/react/macro';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './Button.tsx';

/** Copies a text, which may have to be fetched first, and says that it did. */
export function CopyButton({
  text,
  children,
  ...rest
}: Omit<ButtonProps, 'onClick'> & { readonly text: string | (() => Promise<string>) }): React.ReactNode {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return undefined;
    const timer = setTimeout(() => {
      setState('ready');
    }, 2_500);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  return (
    <Button {...rest} onClick={() => void copy()}>
      {state === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span aria-live="polite">
        {state === 'copied' ? <Trans>Copied</Trans> : state === 'failed' ? <Trans>Could not copy</Trans> : children}
      </span>
    </Button>
  );
}
