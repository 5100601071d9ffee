import { useEffect, useSyncExternalStore } from 'react';

/** Something the page on the screen can do, offered by the search. */
export interface PageCommand {
  readonly name: string;
  readonly act: () => void;
}

let commands: readonly PageCommand[] = [];
const listeners = new Set<() => void>();

function set(next: readonly PageCommand[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

/** Offers commands for as long as the component is there. Give the same list while nothing about it changes. */
export function usePageCommands(own: readonly PageCommand[]): void {
  useEffect(() => {
    set([...commands, ...own]);
    return () => set(commands.filter((command) => !own.includes(command)));
  }, [own]);
}

/** What the page on the screen offers. */
export function useOfferedCommands(): readonly PageCommand[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => commands,
  );
}
