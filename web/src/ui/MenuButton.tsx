import { lazy, Suspense } from 'react';
import { Button } from './Button.tsx';

export interface MenuEntry {
  readonly id: string;
  /** Names its result: “Copy link”. */
  readonly name: string;
  /** What it does, where the name does not say it all. */
  readonly detail?: string;
  readonly act: () => void;
}

export interface MenuButtonProps {
  readonly label: string;
  readonly children: React.ReactNode;
  readonly sections: readonly { readonly name: string; readonly entries: readonly MenuEntry[] }[];
}

/** The library of menus weighs as much as a screen: it comes after the screen is drawn. */
const AriaMenuButton = lazy(async () => ({ default: (await import('./AriaMenuButton.tsx')).AriaMenuButton }));

/** A button that opens a list of things to do, in groups. */
export function MenuButton(props: MenuButtonProps): React.ReactNode {
  return (
    <Suspense
      fallback={
        <Button aria-label={props.label} disabled>
          {props.children}
        </Button>
      }
    >
      <AriaMenuButton {...props} />
    </Suspense>
  );
}
