import { Outlet } from '@tanstack/react-router';

/** What surrounds every screen. */
export function Shell(): React.ReactNode {
  return (
    <main id="content">
      <Outlet />
    </main>
  );
}
