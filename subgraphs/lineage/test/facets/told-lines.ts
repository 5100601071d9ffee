import type pg from 'pg';

const statements = [
  `select 'columns of ' || n.name || ': ' || string_agg(c.path || coalesce(' ' || c.type, ''), ', ' order by c.ordinal) as line
   from lineage.dataset_column c join lineage.node n on n.uid = c.dataset group by n.name`,
  `select 'version of ' || n.name || ' by ' || left(v.run, 12) || ' at ' || to_char(v.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')
     || coalesce(', called ' || v.version, '') || coalesce(', ' || json_array_length(d.fields::json) || ' columns', '')
     || coalesce(', ' || v.lifecycle, '') as line
   from lineage.dataset_version v join lineage.node n on n.uid = v.dataset left join lineage.schema_doc d on d.hash = v.schema_hash`,
  `select 'read of ' || n.name || ': version ' || p.version as line from lineage.dataset_pin p join lineage.node n on n.uid = p.dataset`,
  `select n.name || ': ' || l.change || ' at ' || to_char(l.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')
     || coalesce(', before ' || l.previous_name, '') as line
   from lineage.dataset_lifecycle l join lineage.node n on n.uid = l.dataset`,
  `select 'tag of ' || n.name || ': ' || t.key || '=' || t.value || case t.field when '' then '' else ' on ' || t.field end as line
   from lineage.facet_tag t join lineage.node n on n.uid = t.entity`,
  `select 'facets of ' || n.kind || ' ' || n.name || ': ' || string_agg(f.name, ', ' order by f.name) as line
   from lineage.entity_facet f join lineage.node n on n.uid = f.entity where f.hash is not null group by n.kind, n.name`,
];

/** What the hub holds beside edges, in words a person checks. */
export async function toldLines(pool: pg.Pool): Promise<string[]> {
  const lines: string[] = [];
  for (const statement of statements) {
    const { rows } = await pool.query<{ line: string }>(statement);
    lines.push(...rows.map(({ line }) => line).toSorted());
  }
  return lines;
}
