/** Things with names in one table. Columns are many and alike, so within a rank they come after the rest. */
interface Source {
  readonly kind: string;
  /** Whether its kind is asked for: where none of it is, nothing is looked at. */
  readonly asked: string;
  readonly from: string;
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly dataset: string;
  readonly late: 0 | 1;
}

const sources: readonly Source[] = [
  {
    kind: 'n.kind',
    asked: `('dataset' = any(:kinds) or 'job' = any(:kinds)) and n.kind = any(:kinds)`,
    from: 'lineage.node n',
    id: 'n.uid',
    name: 'n.name',
    namespace: 'n.namespace',
    dataset: 'null::text',
    late: 0,
  },
  {
    kind: `'namespace'`,
    asked: `'namespace' = any(:kinds)`,
    from: 'lineage.namespace n',
    id: 'n.uid',
    name: 'n.name',
    namespace: 'n.id',
    dataset: 'null::text',
    late: 0,
  },
  {
    kind: `'column'`,
    asked: `'column' = any(:kinds)`,
    // The id of a vertex has the default collation: only compared by it does its index serve.
    from: 'lineage.dataset_column n join lineage.node d on d.uid = n.dataset collate "default"',
    id: 'n.id',
    name: 'n.path',
    namespace: 'd.namespace',
    dataset: 'n.dataset',
    late: 1,
  },
];

/** How well a name meets the text, and what such names are ordered by. */
interface Rank {
  /** What an index is asked. */
  readonly finds: string;
  /** What is looked at afterwards, out of the planner's sight: it would take the conditions for independent. */
  readonly sifts: string;
  readonly key: 'search_start' | 'search_leaf';
}

/** Parameters of every statement, by the names used below. */
const parameters = [
  'scope',
  'kinds',
  'namespaces',
  'tagged',
  'text',
  'start',
  'long',
  'codes',
  'pattern',
  'boundary',
  'earlier',
  'after_rank',
  'after_late',
  'after_step',
  'after_key',
  'after_id',
  'size',
  'step',
] as const;

const whole = 'lineage.search_fold(n.{name})';
const beyond = ':start || chr(1114111)';
const holdsWords = `not exists (select from unnest(:codes) c where strpos(n.search_key, c) = 0)`;
/** Names that met another spelling before this one, or the text itself, have been answered. */
const heldEarlier = `exists (select from unnest(:earlier) e
  where not exists (select from unnest(string_to_array(e, ' ')) c where strpos(n.search_key, c) = 0))`;

/** Texts of 200 characters and more (:long) can only be the beginning of a name, or all of it. */
const ranks: readonly Rank[] = [
  { finds: 'n.search_start = :start', sifts: `(not :long or ${whole} = :text)`, key: 'search_start' },
  { finds: 'n.search_leaf = :start and not :long', sifts: 'n.search_start <> :start', key: 'search_leaf' },
  {
    finds: `((not :long and n.search_start > :start and n.search_start < ${beyond}) or (:long and n.search_start = :start))`,
    sifts: `((not :long and n.search_leaf <> :start) or (:long and starts_with(${whole}, :text) and ${whole} <> :text))`,
    key: 'search_start',
  },
  {
    finds: `n.search_leaf > :start and n.search_leaf < ${beyond} and not :long`,
    sifts: 'not starts_with(n.search_start, :start)',
    key: 'search_leaf',
  },
  {
    finds: 'n.search_key ~ :boundary',
    sifts: `${holdsWords} and not starts_with(n.search_start, :start) and not starts_with(n.search_leaf, :start)`,
    key: 'search_start',
  },
  { finds: 'n.search_key like :pattern', sifts: `n.search_key !~ :boundary and ${holdsWords}`, key: 'search_start' },
  { finds: 'n.search_key like :pattern', sifts: `${holdsWords} and not ${heldEarlier}`, key: 'search_start' },
];

/**
 * Statements are planned with their values, so the conditions that a call does not use fold away, and a word that
 * many names hold is looked for in the order of the answer, a rare one by its trigrams. Columns have their own: where
 * the rest fills the page nobody looks for them.
 */
function statementOf(rank: Rank, number: number, which: Source['late']): string {
  const selects = sources
    .filter((source) => source.late === which)
    .map(({ kind, asked, from, id, name, namespace, dataset, late }) => {
      const column = name.slice('n.'.length);
      return `(select ${number}, n.kind, n.id, n.${column}, n.dataset, ${late}, :step::int, n.${rank.key}
      from (
        select ${kind} as kind, ${id} as id, ${name}, ${dataset} as dataset, n.search_start, n.search_leaf, n.search_key
        from ${from}
        where ${asked} and ${rank.finds}
          and (:scope is null or ${namespace} = any(:scope))
          and (:namespaces is null or ${namespace} = any(:namespaces))
          and (:tagged is null or ${id} = any(:tagged))
          and (:after_rank < ${number} or :after_step < :step or :after_late < ${late}
            or (:after_late = ${late} and (n.${rank.key}, ${id} collate "C") > (:after_key, :after_id)))
        order by n.${rank.key}, ${id} collate "C" offset 0
      ) n
      where ${rank.sifts} limit :size)`.replaceAll('{name}', column);
    });
  const columns = 'x(rank, kind, id, name, dataset, late, step, key)';
  return `select * from (${selects.join(' union all ')}) ${columns} order by key collate "C", id collate "C" limit :size`;
}

/** Named parameters become numbered ones. */
function numbered(statement: string): string {
  return statement.replaceAll(/(?<!:):([a-z_]+)/g, (_, name: (typeof parameters)[number]) => {
    const place = parameters.indexOf(name);
    if (place < 0) throw new Error(`There is no parameter ${name}.`);
    return `$${place + 1}`;
  });
}

/**
 * Names that meet a text, best first: 1 the whole name, 2 its last part, 3 the beginning of the name, 4 of its last part,
 * 5 all words, 6 all words but inside of other words, 7 other spellings of them. A rank is looked at when those before do not
 * fill the page. `scope` holds the namespaces the caller may see, null all of them; `tagged` bounds the answer to these ids;
 * `spellings` are texts to take for the text, the likeliest first.
 */
export function searchFunction(): string {
  const statements = ranks.flatMap((rank, index) => ([0, 1] as const).map((late) => numbered(statementOf(rank, index + 1, late))));
  return `
  -- A text anywhere; what is a wildcard of LIKE stands for itself.
  create function lineage.search_pattern(code text) returns text
  language sql immutable parallel safe
  return '%' || replace(replace(replace(code, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';

  create function lineage.search(scope int[], kinds text[], namespaces int[], tagged text[], needle text, spellings text[],
    after_rank int, after_late int, after_step int, after_key text, after_id text, page_size int)
  returns table (rank int, kind text, id text, name text, dataset text, late int, step int, key text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $search$
  declare
    folded text := lineage.search_fold(needle);
    beginning text := lineage.search_start(needle);
    long boolean := char_length(beginning) >= 200;
    spelt text;
    codes text[];
    statements text[] := array[${statements.map((statement) => `$statement$${statement}$statement$`).join(',\n')}];
    earlier text[] := '{}';
    size int := page_size;
    found int;
  begin
    for s in 0..coalesce(cardinality(spellings), 0) loop
      spelt := case when s = 0 then folded else spellings[s] end;
      codes := (select array_agg(c order by char_length(c) desc, c) from (
        select lineage.search_key(w) as c from unnest(string_to_array(spelt, ' ')) w where w <> '' limit 8) split);
      for r in case s when 0 then 1 else 7 end..case s when 0 then 6 else 7 end loop
        continue when (r, s) < (after_rank, after_step) or (folded = '' and r <> 3);
        -- Without three letters in a row there is no trigram, and every name would be looked at.
        continue when r >= 5 and (long or codes is null or codes[1] !~ '[a-z0-9]{3}');
        for l in 0..1 loop
          continue when (r, s, l) < (after_rank, after_step, after_late);
          return query execute statements[2 * r - 1 + l] using scope, kinds, namespaces, tagged, folded, beginning, long, codes,
            lineage.search_pattern(codes[1]),
            '(^|[^a-z0-9])' || regexp_replace(codes[1], '([^a-z0-9])', '\\\\\\1', 'g'), earlier,
            after_rank, after_late, after_step, after_key, after_id, size, s;
          get diagnostics found = row_count;
          size := size - found;
          if size = 0 then return; end if;
        end loop;
      end loop;
      earlier := array_append(earlier, array_to_string(codes, ' '));
    end loop;
  end $search$;`;
}

/** Words of names that look like this one, the most alike first. */
export function searchWordsFunction(extensions: string): string {
  return `
  create function lineage.search_words_like(word text, size int) returns setof text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $words$
  begin
    -- In the body: as a setting of the function it needs the extension to be loaded when the function is made.
    perform set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    return query select w.word from lineage.search_word w
      where lineage.search_key(search_words_like.word) operator(${extensions}.<%) w.search_key
      order by ${extensions}.word_similarity(lineage.search_key(search_words_like.word), w.search_key) desc,
        abs(char_length(w.word) - char_length(search_words_like.word)), w.word
      limit search_words_like.size;
  end $words$;`;
}
