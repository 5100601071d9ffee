import { useRouter } from '@tanstack/react-router';

/** A link to a place within the app that is known as text only, such as a remembered one. */
export function AppLink({ path, children, ...rest }: Omit<React.ComponentProps<'a'>, 'href'> & { readonly path: string }): React.ReactNode {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={path}
      onClick={(event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        router.history.push(path);
      }}
    >
      {children}
    </a>
  );
}
