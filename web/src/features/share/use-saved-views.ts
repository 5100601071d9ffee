import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  ChangeSavedViewDocument,
  DeleteSavedViewDocument,
  SaveViewAsDocument,
  SharedAndOwnViewsDocument,
  type SavedViewPartsFragment,
} from '../../generated/graphql/graphql.ts';
import { isOwnPath } from '../omnibox/recents.ts';
import { refusalOf } from './view-refusals.ts';

/** The longest path the hub keeps. */
const longestPath = 4_000;

export type SavedViews = ReturnType<typeof useSavedViews>;

/** The saved views, and what can be done with them; `words` says what came of the last of it. */
export function useSavedViews() {
  const [{ data, error, fetching }, reload] = useQuery({ query: SharedAndOwnViewsDocument });
  const [, saveView] = useMutation(SaveViewAsDocument);
  const [, changeView] = useMutation(ChangeSavedViewDocument);
  const [, deleteView] = useMutation(DeleteSavedViewDocument);
  const [words, setWords] = useState('');
  const [deleted, setDeleted] = useState<SavedViewPartsFragment | null>(null);

  const say = (answer: Parameters<typeof refusalOf>[0], done: string): boolean => {
    const refusal = refusalOf(answer);
    setWords(refusal?.words ?? done);
    if (refusal?.isStale) reload({ requestPolicy: 'network-only' });
    return refusal === null;
  };
  const save = async (name: string, query: string, shared: boolean): Promise<boolean> => {
    if (query.length > longestPath) {
      setWords(t`This view is too long to be saved: it has too much opened.`);
      return false;
    }
    const { data: answer, error: failure } = await saveView({ input: { name, query, shared } });
    setDeleted(null);
    return say({ error: failure, errors: answer?.saveView.errors }, t`Saved as “${name}”.`);
  };
  const change = async (view: SavedViewPartsFragment, changes: { name?: string; shared?: boolean }): Promise<boolean> => {
    const { data: answer, error: failure } = await changeView({ input: { id: view.id, baseVersion: view.version, ...changes } });
    return say({ error: failure, errors: answer?.changeView.errors }, '');
  };
  const remove = async (view: SavedViewPartsFragment): Promise<void> => {
    const { data: answer, error: failure } = await deleteView({ input: { id: view.id, baseVersion: view.version } });
    if (say({ error: failure, errors: answer?.deleteView.errors }, t`Deleted “${view.name}”.`)) setDeleted(view);
  };
  const undo = deleted && (() => save(deleted.name, deleted.query, deleted.shared));
  const views = (data?.savedViews.nodes ?? []).filter(({ query }) => isOwnPath(query));
  return { views, error, isLoading: fetching && !data, reload, save, change, remove, undo, words };
}
