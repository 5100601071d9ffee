import styles from './Note.module.css';

/** What would be here, why it is not, and what would change that. */
export function EmptyNote({
  title,
  isWholePage = false,
  children,
}: {
  readonly title: React.ReactNode;
  /** The page has nothing else: the title is its heading. */
  readonly isWholePage?: boolean;
  readonly children: React.ReactNode;
}): React.ReactNode {
  const Heading = isWholePage ? 'h1' : 'h3';
  return (
    <div className={`${styles['note']} ${styles['empty']}`}>
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
