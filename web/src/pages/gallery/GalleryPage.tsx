import { useState } from 'react';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { FacetStories } from './FacetStories.tsx';
import styles from './Gallery.module.css';
import { GraphStories } from './GraphStories.tsx';
import { screenStories } from './screens.ts';
import { PartStories, StateStories } from './StateStories.tsx';

type Theme = 'light' | 'dark';

/** Every state of the parts of the app, without a hub. */
export function GalleryPage(): React.ReactNode {
  const [theme, setTheme] = useState<Theme>(() => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'));
  const change = (next: Theme): void => {
    document.documentElement.dataset['theme'] = next;
    setTheme(next);
  };
  return (
    <main className={styles['page']}>
      <header>
        <h1>Gallery</h1>
        <SegmentedControl
          label="Theme"
          value={theme}
          options={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={change}
        />
      </header>
      <StateStories />
      <PartStories />
      <FacetStories />
      <GraphStories />
      <ScreenLinks />
    </main>
  );
}

/** Screens open by themselves, so that a page has one heading and one set of landmarks. */
function ScreenLinks(): React.ReactNode {
  return (
    <section aria-labelledby="screens">
      <h2 id="screens">Screens</h2>
      <ul className={styles['screens']}>
        {screenStories.map(({ name }) => (
          <li key={name}>
            <a href={`?screen=${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
