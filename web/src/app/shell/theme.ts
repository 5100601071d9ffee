import { themePreference } from '../../ui/theme-preference.ts';

/** Sets the theme of the page and keeps it as chosen, also when the system changes. */
export function applyTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const choice = themePreference.read();
    const ofSystem = dark.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = choice === 'system' ? ofSystem : choice;
  };
  apply();
  dark.addEventListener('change', apply);
  themePreference.onChange(apply);
}
