import { useLingui } from '@lingui/react/macro';
import { useOfferedCommands } from '../../ui/page-commands.ts';
import { themePreference } from '../../ui/theme-preference.ts';
import type { OmniboxEntry } from './omnibox-entry.ts';

/** What can be done from anywhere, after what the page on the screen offers. */
export function useCommands(): readonly OmniboxEntry[] {
  const { t } = useLingui();
  const offered = useOfferedCommands();
  return [
    ...offered.map(({ name, act }) => command(name, { act })),
    command(t`Go to start`, { path: '/' }),
    command(t`Go to lineage`, { path: '/lineage' }),
    command(t`Go to runs`, { path: '/runs' }),
    command(t`Go to datasets`, { path: '/datasets' }),
    command(t`Open GraphiQL`, { act: () => location.assign('/graphql') }),
    command(t`Use the light theme`, { act: () => themePreference.write('light') }),
    command(t`Use the dark theme`, { act: () => themePreference.write('dark') }),
    command(t`Use the system’s theme`, { act: () => themePreference.write('system') }),
  ];
}

function command(name: string, to: { readonly path: string } | { readonly act: () => void }): OmniboxEntry {
  return { key: `> ${name}`, kind: 'command', name, ranges: [], detail: '', path: null, ...to };
}
