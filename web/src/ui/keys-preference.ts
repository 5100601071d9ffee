import { createPreference } from './preference.ts';

/** Whether single keys do something (WCAG 2.1.4: they can be turned off). */
export const singleKeys = createPreference<boolean>(
  'single-keys',
  (stored) => stored !== 'off',
  (areOn) => (areOn ? 'on' : 'off'),
);
