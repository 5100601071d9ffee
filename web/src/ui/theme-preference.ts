import { createPreference } from './preference.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Light or dark, or as the system has it. */
export const themePreference = createPreference<ThemeChoice>(
  'theme',
  (stored) => choices.find((choice) => choice === stored) ?? 'system',
  (choice) => choice,
);
