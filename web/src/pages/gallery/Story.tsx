import styles from './Gallery.module.css';

/** One state of one part, under a name that tests find it by. */
export function Story({
  name,
  title,
  isTall = false,
  children,
}: {
  readonly name: string;
  readonly title: string;
  /** Fills a height of its own, as canvas and tables do. */
  readonly isTall?: boolean;
  readonly children: React.ReactNode;
}): React.ReactNode {
  return (
    <section id={name} data-story={name} className={styles['story']} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>
        <a href={`#${name}`}>{title}</a>
      </h2>
      <div className={isTall ? styles['tall'] : styles['frame']}>{children}</div>
    </section>
  );
}
