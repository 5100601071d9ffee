import { useEffect, useRef, useSyncExternalStore } from 'react';

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

/** Offers commands for as long as the component is there; what they do is always that of the last render. */
export function usePageCommands(own: readonly PageCommand[]): void {
  const latest = useRef(own);
  useEffect(() => {
    latest.current = own;
  });
  const names = JSON.stringify(own.map(({ name }) => name));
  useEffect(() => {
    const offered = (JSON.parse(names) as readonly string[]).map((name, place) => ({ name, act: () => latest.current[place]?.act() }));
    set([...commands, ...offered]);
    return () => set(commands.filter((command) => !offered.includes(command)));
  }, [names]);
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
