import type { ProjectorTx, ReadTx } from '@hotpass/log';

const perStatement = 10_000;

/** Every query on `lineage.search_word`. */
export class SearchWordRepository {
  async add(tx: ProjectorTx, words: readonly string[]): Promise<void> {
    for (let from = 0; from < words.length; from += perStatement) {
      await tx.query({
        name: 'lineage.search_word.add',
        text: `insert into lineage.search_word (word)
               select w from unnest($1::text[]) w where not exists (select from lineage.search_word s where s.word = w offset 0)
               on conflict do nothing`,
        values: [words.slice(from, from + perStatement)],
      });
    }
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({ text: 'truncate lineage.search_word' });
  }

  /** Known words that look like each of these. */
  async like(tx: ReadTx, words: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await tx.query<{ word: string; near: string[] }>({
      name: 'lineage.search_word.like',
      text: `select w as word, array(select lineage.search_words_like(w, 50)) as near from unnest($1::text[]) w`,
      values: [words],
    });
    return new Map(rows.map(({ word, near }) => [word, near]));
  }
}
