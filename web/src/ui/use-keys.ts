import { useEffect, useRef } from 'react';

/** What a key does; a key is named as `KeyboardEvent.key` has it. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Single keys for a whole screen. They never fire in fields, with Ctrl, Alt or Cmd, or while a dialog is open. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"],[role="menu"]')) return;
      const act = Object.hasOwn(current.current, event.key) ? current.current[event.key] : undefined;
      if (!act || document.documentElement.dataset['keys'] === 'off') return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
