import { useEffect, useState } from 'react';

/** Another number after every change of theme: for what is drawn with colours read from the tokens. */
export function useThemeChange(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() => {
      setChanges((count) => count + 1);
    });
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      observer.disconnect();
    };
  }, []);
  return changes;
}
