import type { Palette } from './picture.ts';

/** The colours of the theme on show, read from the tokens of the page. */
export function pagePalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return (ink) => style.getPropertyValue(`--${ink}`).trim() || 'currentColor';
}
