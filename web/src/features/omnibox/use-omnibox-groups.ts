import { useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { OmniboxSavedViewsDocument } from '../../generated/graphql/graphql.ts';
import { usePreference } from '../../ui/use-preference.ts';
import type { OmniboxEntry } from './omnibox-entry.ts';
import { readOmniboxText } from './omnibox-text.ts';
import { isOwnPath, recents } from './recents.ts';
import { useCommands } from './use-commands.ts';
import { useOmniboxSearch } from './use-omnibox-search.ts';

export interface OmniboxGroup {
  readonly name: string;
  readonly entries: readonly OmniboxEntry[];
}

/** Whether there is more to say than what is listed. */
export type OmniboxState =
  | { readonly kind: 'hint' | 'found' | 'nothing' | 'more' | 'looking' }
  | { readonly kind: 'failed'; readonly requestId: string | undefined };

/** Everything a text finds, in groups: those of the best match first, commands last. */
export function useOmniboxGroups(text: string): { readonly groups: readonly OmniboxGroup[]; readonly state: OmniboxState } {
  const { t } = useLingui();
  const request = readOmniboxText(text);
  const isEmpty = text.trim() === '';
  const found = useOmniboxSearch(text);
  const opened = useOpenedLast();
  const views = useSavedViewEntries();
  const commands = useCommands();
  const wanted = request.command?.toLowerCase();
  const met = wanted === undefined ? [] : commands.filter(({ name }) => name.toLowerCase().includes(wanted));
  const names: Readonly<Record<OmniboxEntry['kind'], string>> = {
    dataset: t`Datasets`,
    job: t`Jobs`,
    column: t`Columns`,
    run: t`Runs`,
    namespace: t`Namespaces`,
    view: t`Saved views`,
    command: t`Commands`,
  };
  const kinds = [...new Set(found.entries.map(({ kind }) => kind))];
  const things = kinds.map((kind) => ({ name: names[kind], entries: found.entries.filter((entry) => entry.kind === kind) }));
  const called = wanted === undefined || text.trim().startsWith('>') ? [] : views.filter(({ name }) => name.toLowerCase().includes(wanted));
  const shown = isEmpty
    ? [opened, { name: names.view, entries: views }]
    : [...things, { name: names.view, entries: called }, { name: names.command, entries: met }];
  const groups = shown.filter(({ entries }) => entries.length > 0);
  return { groups, state: stateOf(groups, isEmpty || !(request.search || request.run), text, found) };
}

function stateOf(
  groups: readonly OmniboxGroup[],
  asksNothing: boolean,
  text: string,
  found: ReturnType<typeof useOmniboxSearch>,
): OmniboxState {
  if (found.failure && found.text === text) return { kind: 'failed', requestId: found.failure.requestId };
  if (asksNothing) return { kind: groups.length === 0 ? 'hint' : 'found' };
  if (found.text !== text) return { kind: 'looking' };
  if (groups.length === 0) return { kind: 'nothing' };
  return { kind: found.hasMore ? 'more' : 'found' };
}

/** For who has not typed yet. */
function useOpenedLast(): OmniboxGroup {
  const { t } = useLingui();
  const [last] = usePreference(recents);
  const entries = last.map(({ path, name, kind }) => ({ key: `recent ${path}`, kind, name, ranges: [], detail: '', path }));
  return { name: t`Opened last`, entries };
}

function useSavedViewEntries(): readonly OmniboxEntry[] {
  const [{ data }] = useQuery({ query: OmniboxSavedViewsDocument });
  const views = (data?.savedViews.nodes ?? []).filter(({ query }) => isOwnPath(query));
  return views.map(({ id, name, query }) => ({ key: id, kind: 'view', name, ranges: [], detail: '', path: query }));
}
