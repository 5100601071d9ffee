import { useRouter } from '@tanstack/react-router';

/** A link within the app whose address is made already. */
export function AppLink({ path, children }: { readonly path: string; readonly children: React.ReactNode }): React.ReactNode {
  const router = useRouter();
  return (
    <a
      href={path}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        router.history.push(path);
      }}
    >
      {children}
    </a>
  );
}
