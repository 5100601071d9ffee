import { useParams } from '@tanstack/react-router';

export function RunPage(): React.ReactNode {
  const { id } = useParams({ strict: false });
  return <h1>{id}</h1>;
}
