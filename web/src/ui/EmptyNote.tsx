import styles from './Note.module.css';

/** What would be here, why it is not, and what would change that. */
export function EmptyNote({ title, children }: { readonly title: React.ReactNode; readonly children: React.ReactNode }): React.ReactNode {
  return (
    <div className={`${styles['note']} ${styles['empty']}`}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}
