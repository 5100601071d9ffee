import { FacetsPanel } from '../../features/facets/FacetsPanel.tsx';
import styles from './Gallery.module.css';
import { Story } from './Story.tsx';

const origin = { producer: 'https://example.org/producer/1.2', schemaURL: 'https://openlineage.io/spec/facets/1-0-0/SQLJobFacet.json' };

const facets = [
  { name: 'sql', ...origin, raw: JSON.stringify({ query: 'SELECT *\nFROM people\nWHERE <b>1</b>', dialect: 'postgres', _producer: 'p' }) },
  {
    name: 'ownership',
    ...origin,
    raw: JSON.stringify({ owners: [{ name: 'team:data', type: 'MAINTAINER' }], url: 'https://example.org' }),
  },
  { name: 'deep', producer: 'javascript:alert(1)', schemaURL: null, raw: `${'{"a":'.repeat(4_096)}1${'}'.repeat(4_096)}` },
  { name: 'long', ...origin, raw: JSON.stringify({ list: Array.from({ length: 20_000 }, (_, place) => place), text: 'x'.repeat(60_000) }) },
  { name: 'empty', ...origin, raw: '{}' },
  { name: 'broken', ...origin, raw: '{"a":' },
  { name: `${'long_name_'.repeat(200)}עברית`, ...origin, raw: '{"deleted":false,"null":null,"big":12345678901234567890}' },
];

/** Facets of every kind, and none. */
export function FacetStories(): React.ReactNode {
  return (
    <>
      <Story name="facets" title="Facets">
        <div className={styles['wide']}>
          <FacetsPanel facets={facets} total={12} />
        </div>
      </Story>
      <Story name="facets-none" title="No facets">
        <FacetsPanel facets={[]} />
      </Story>
    </>
  );
}
