/**
 * Of a table with names: what they are compared by, kept beside them so that nobody computes it when searching,
 * and indexes by the beginning of the name, by the beginning of its last part, and by trigrams.
 */
function indexesOf(table: string, name: string, id: string, trigrams: string): string {
  return `
    alter table lineage.${table}
      add column search_start text collate "C" not null generated always as (lineage.search_start(${name})) stored,
      add column search_leaf text collate "C" not null generated always as (lineage.search_leaf(${name})) stored,
      add column search_key text collate "C" not null generated always as (lineage.search_key(${name})) stored;
    create index ${table}_by_start on lineage.${table} (search_start, ${id} collate "C");
    create index ${table}_by_leaf on lineage.${table} (search_leaf, ${id} collate "C");
    create index ${table}_by_trigram on lineage.${table} using gin (search_key ${trigrams}) with (gin_pending_list_limit = 256);`;
}

/** The words of all names, written by the projector lineage.search: what a misspelt one may have meant. */
function words(trigrams: string): string {
  return `
    create table lineage.search_word (
      word text collate "C" primary key,
      search_key text collate "C" not null generated always as (lineage.search_key(word)) stored
    );
    create index search_word_by_trigram on lineage.search_word using gin (search_key ${trigrams}) with (gin_pending_list_limit = 64);`;
}

export function searchIndexes(extensions: string): string {
  const trigrams = `${extensions}.gin_trgm_ops`;
  return [
    words(trigrams),
    indexesOf('node', 'name', 'uid', trigrams),
    indexesOf('namespace', 'name', 'uid', trigrams),
    indexesOf('dataset_column', 'path', 'id', trigrams),
  ].join('');
}
