import { Fragment } from 'react';
import { cutMiddle } from './format.ts';

/** An identifier of the outside world, cut in its middle when it is longer than `most`; its whole is in the tooltip and read aloud. */
export function Name({
  children,
  most = 48,
  isWrapped = false,
  className = '',
}: {
  readonly children: string;
  readonly most?: number;
  /** Goes on in the next line, after a dot, a slash or the like. */
  readonly isWrapped?: boolean;
  readonly className?: string;
}): React.ReactNode {
  const shown = cutMiddle(children, most);
  const words = isWrapped ? <Wrapped>{shown}</Wrapped> : shown;
  if (shown === children) return <bdi className={`mono ${className}`}>{words}</bdi>;
  return (
    <bdi className={`mono ${className}`} title={children}>
      <span aria-hidden="true">{words}</span>
      <span className="visually-hidden">{children}</span>
    </bdi>
  );
}

function Wrapped({ children }: { readonly children: string }): React.ReactNode {
  return children.split(/(?<=[./_:-])/).map((part, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- parts of one name have no other identity
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
