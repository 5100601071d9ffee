import { useSyncExternalStore } from 'react';
import type { Preference } from './preference.ts';

/** A remembered choice and how to change it; every place and every tab that shows it changes with it. */
export function usePreference<Value>(preference: Preference<Value>): readonly [Value, (value: Value) => void] {
  const value = useSyncExternalStore(preference.onChange, preference.read);
  return [value, preference.write];
}
