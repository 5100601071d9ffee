import { cutMiddle } from './format.ts';

/** An identifier of the outside world, cut in its middle when it is longer than `most`; its whole is in the tooltip and read aloud. */
export function Name({
  children,
  most = 48,
  className = '',
}: {
  readonly children: string;
  readonly most?: number;
  readonly className?: string;
}): React.ReactNode {
  const shown = cutMiddle(children, most);
  if (shown === children) return <bdi className={`mono ${className}`}>{children}</bdi>;
  return (
    <bdi className={`mono ${className}`} title={children}>
      <span aria-hidden="true">{shown}</span>
      <span className="visually-hidden">{children}</span>
    </bdi>
  );
}
