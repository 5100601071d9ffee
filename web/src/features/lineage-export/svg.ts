import { fontFamilies, type Palette, type Picture, type PicturePart, type Shape, type TextShape } from './picture.ts';

/** The picture as the text of an SVG file that needs nothing from elsewhere. */
export function svgOf(picture: Picture, palette: Palette): string {
  const { x, y, width, height, clip } = picture;
  const box = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
  const cut = clip ? ' clip-path="url(#shown)"' : '';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${number(width)}" height="${number(height)}" viewBox="${number(x)} ${number(y)} ${number(width)} ${number(height)}">`,
    `<title>${escaped(picture.title)}</title>`,
    ...(clip
      ? [
          `<clipPath id="shown"><rect x="${number(clip.x)}" y="${number(clip.y)}" width="${number(clip.width)}" height="${number(clip.height)}"/></clipPath>`,
        ]
      : []),
    `<rect ${box} fill="${escaped(palette(picture.background))}"/>`,
    `<g fill="none"${cut}>`,
    ...picture.parts.map((part) => partOf(part, palette)),
    '</g>',
    `<g fill="none">${picture.caption.map((shape) => shapeOf(shape, palette)).join('')}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

function partOf({ kind, id, title, shapes }: PicturePart, palette: Palette): string {
  const name = kind === 'other' ? '' : ` data-${kind}="${escaped(id)}"`;
  const words = title === null ? '' : `<title>${escaped(title)}</title>`;
  return `<g${name}>${words}${shapes.map((shape) => shapeOf(shape, palette)).join('')}</g>`;
}

function shapeOf(shape: Shape, palette: Palette): string {
  if (shape.kind === 'text') return textOf(shape, palette);
  const paint = [
    ...(shape.fill === undefined ? [] : [`fill="${escaped(palette(shape.fill))}"`]),
    ...(shape.stroke === undefined ? [] : [`stroke="${escaped(palette(shape.stroke))}" stroke-width="${number(shape.width ?? 1)}"`]),
    ...(shape.dash === undefined ? [] : [`stroke-dasharray="${shape.dash.map(number).join(' ')}"`]),
  ].join(' ');
  switch (shape.kind) {
    case 'rect': {
      const radius = shape.radius === undefined ? '' : ` rx="${number(shape.radius)}"`;
      return `<rect x="${number(shape.x)}" y="${number(shape.y)}" width="${number(shape.w)}" height="${number(shape.h)}"${radius} ${paint}/>`;
    }
    case 'circle':
      return `<circle cx="${number(shape.x)}" cy="${number(shape.y)}" r="${number(shape.r)}" ${paint}/>`;
    case 'path': {
      const place = shape.x === undefined ? '' : ` transform="translate(${number(shape.x)} ${number(shape.y ?? 0)})"`;
      return `<path d="${escaped(shape.d)}"${place} ${paint}/>`;
    }
  }
}

function textOf(shape: TextShape, palette: Palette): string {
  const attributes = [
    `x="${number(shape.x)}" y="${number(shape.y)}"`,
    `font-family="${escaped(fontFamilies[shape.font])}" font-size="${number(shape.size)}" font-weight="${shape.weight}"`,
    `fill="${escaped(palette(shape.fill))}"`,
    ...(shape.anchor === undefined ? [] : [`text-anchor="${shape.anchor}"`]),
    ...(shape.isNarrow ? ['font-stretch="78%"'] : []),
    ...(shape.isStruck ? ['text-decoration="line-through"'] : []),
    ...(shape.halo === undefined
      ? []
      : [`stroke="${escaped(palette(shape.halo))}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`]),
    // A name of the other direction keeps to itself.
    'unicode-bidi="plaintext" xml:space="preserve"',
  ];
  return `<text ${attributes.join(' ')}>${escaped(shape.text)}</text>`;
}

/** Text for XML: marked up characters are escaped, those XML cannot hold are replaced. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- exactly these are no characters of XML
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

function number(value: number): string {
  return String(Number.isFinite(value) ? Math.round(value * 100) / 100 : 0);
}
