/** A choice that this browser remembers; reading and writing never fail, since storage may be off, full or broken. */
export interface Preference<Value> {
  read(): Value;
  write(value: Value): void;
  onChange(listener: () => void): () => void;
}

/** `parse` gets what was stored, which anybody may have changed, or null; it answers with a value in any case. */
export function createPreference<Value>(
  key: string,
  parse: (stored: string | null) => Value,
  print: (value: Value) => string,
): Preference<Value> {
  const name = `hotpass.${key}`;
  const listeners = new Set<() => void>();
  let current: { readonly text: string | null; readonly value: Value } | null = null;
  const stored = (): string | null => {
    try {
      return localStorage.getItem(name);
    } catch {
      return current?.text ?? null;
    }
  };
  return {
    read() {
      const text = stored();
      // The same value for the same text, so that React sees no change where there is none.
      if (current?.text !== text || current === null) current = { text, value: parse(text) };
      return current.value;
    },
    write(value) {
      const text = print(value);
      current = { text, value };
      try {
        localStorage.setItem(name, text);
      } catch {
        // It holds for as long as the page is open.
      }
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      const onStorage = (event: StorageEvent): void => {
        if (event.key === name) listener();
      };
      addEventListener('storage', onStorage);
      return () => {
        listeners.delete(listener);
        removeEventListener('storage', onStorage);
      };
    },
  };
}
