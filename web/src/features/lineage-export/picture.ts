/** Name of a colour token, without its dashes: `surface`, `ns-3`. */
export type Ink = string;

interface Stroke {
  readonly stroke?: Ink;
  readonly width?: number;
  readonly dash?: readonly number[];
}

/** What a picture is made of: enough for SVG and for a canvas alike. */
export type Shape =
  | (Stroke & {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly radius?: number;
      readonly fill?: Ink;
    })
  | (Stroke & { readonly kind: 'path'; readonly d: string; readonly x?: number; readonly y?: number; readonly fill?: Ink })
  | (Stroke & { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly r: number; readonly fill?: Ink })
  | TextShape;

export interface TextShape {
  readonly kind: 'text';
  /** Of the baseline. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly font: 'ui' | 'mono';
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly fill: Ink;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Narrow letters, of names of jobs. */
  readonly isNarrow?: boolean;
  readonly isStruck?: boolean;
  /** Colour around the letters, to be read over lines. */
  readonly halo?: Ink;
}

/** A vertex, an edge or something else that belongs together. */
export interface PicturePart {
  readonly kind: 'node' | 'edge' | 'other';
  readonly id: string;
  /** Whole name, read by those who do not see it. */
  readonly title: string | null;
  readonly shapes: readonly Shape[];
}

export interface Picture {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly background: Ink;
  /** Bottom first. */
  readonly parts: readonly PicturePart[];
  /** Drawn over everything and never cut: the caption. */
  readonly caption: readonly Shape[];
  /** What lies outside is cut away; null cuts nothing. */
  readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
}

/** The value of each token in the theme on show. */
export type Palette = (ink: Ink) => string;

export const fontFamilies = {
  ui: "'Instrument Sans Variable', 'Instrument Sans', ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif",
  mono: "'IBM Plex Mono', ui-monospace, SFMono-Regular, Menlo, monospace",
} as const;
