import { useEffect, useRef } from 'react';
import { singleKeys } from './keys-preference.ts';

/** What a key does. `keys` is named as `KeyboardEvent.key` has it, two of them with a blank between: `g r`. */
export interface Shortcut {
  readonly keys: string;
  /** For the shortcut sheet: “Go to runs”. */
  readonly does: string;
  readonly act: (event: KeyboardEvent) => void;
}

export interface ShortcutGroup {
  readonly name: string;
  readonly shortcuts: readonly Shortcut[];
}

/** How long the second key of a sequence is waited for. */
const sequenceMs = 1_500;

const groups = new Map<symbol, { current: ShortcutGroup }>();
let begun: { readonly key: string; readonly at: number } | null = null;

/** Everything that keys do on this page, screens that opened last first. */
export function shortcutGroups(): readonly ShortcutGroup[] {
  return [...groups.values()].map(({ current }) => current).toReversed();
}

/**
 * Single keys for as long as the component is there, listed in the shortcut sheet under a name. They never fire in fields,
 * with Ctrl, Alt or Cmd, while a dialog or menu is open, or when single keys are turned off (WCAG 2.1.4).
 */
export function useShortcuts(name: string, shortcuts: readonly Shortcut[]): void {
  const group = useRef<ShortcutGroup>({ name, shortcuts });
  useEffect(() => {
    group.current = { name, shortcuts };
  });
  useEffect(() => {
    const key = Symbol(name);
    if (groups.size === 0) document.addEventListener('keydown', onKey);
    groups.set(key, group);
    return () => {
      groups.delete(key);
      if (groups.size === 0) document.removeEventListener('keydown', onKey);
    };
  }, [name]);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!singleKeys.read() || document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]')) return;
  const sequence = begun && event.timeStamp - begun.at < sequenceMs ? `${begun.key} ${event.key}` : null;
  begun = null;
  const all = shortcutGroups().flatMap((group) => group.shortcuts);
  const shortcut = all.find(({ keys }) => keys === sequence) ?? all.find(({ keys }) => keys === event.key);
  if (shortcut) {
    event.preventDefault();
    shortcut.act(event);
  } else if (all.some(({ keys }) => keys.startsWith(`${event.key} `))) begun = { key: event.key, at: event.timeStamp };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
