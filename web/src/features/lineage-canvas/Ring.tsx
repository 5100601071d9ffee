import { useEffect, useState } from 'react';
import styles from './Ring.module.css';

const shownMs = 2_000;

/** Says “just updated” around a card: for 1.2 s, or as a still outline for two seconds where motion is not wanted. */
export function Ring({ at }: { readonly at: number }): React.ReactNode {
  const [left, setLeft] = useState(() => shownMs - (performance.now() - at));
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => {
      setLeft(0);
    }, left);
    return () => {
      clearTimeout(timer);
    };
  }, [left]);
  return left > 0 ? <span className={styles['ring']} data-ring="" /> : null;
}
