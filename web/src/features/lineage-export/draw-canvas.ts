import { fontFamilies, type Palette, type Picture, type Shape, type TextShape } from './picture.ts';

/** Sharp on screens of twice the pixels, and in print. */
const pngScale = 2;

/** What every browser of today can draw: longer sides or more pixels give an empty picture in one or another. */
const mostSide = 16_384;
const mostPixels = 16_384 * 8_192;

/** Whether a picture is too large for a canvas. */
export function isTooLargeForPng({ width, height }: Pick<Picture, 'width' | 'height'>): boolean {
  const [w, h] = [width * pngScale, height * pngScale];
  return w > mostSide || h > mostSide || w * h > mostPixels;
}

/** The picture as PNG, drawn with the fonts of the page. */
export async function pngOf(picture: Picture, palette: Palette): Promise<Blob> {
  await Promise.all(['500 12px "Instrument Sans Variable"', '400 12px "IBM Plex Mono"', '500 12px "IBM Plex Mono"'].map(loadFont));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(picture.width * pngScale);
  canvas.height = Math.ceil(picture.height * pngScale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on.');
  drawPicture(context, picture, palette);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('This browser could not make a picture of that size.');
  return blob;
}

async function loadFont(font: string): Promise<void> {
  await document.fonts.load(font).catch(() => []);
}

function drawPicture(context: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  context.setTransform(pngScale, 0, 0, pngScale, -picture.x * pngScale, -picture.y * pngScale);
  context.fillStyle = palette(picture.background);
  context.fillRect(picture.x, picture.y, picture.width, picture.height);
  context.save();
  if (picture.clip) {
    context.beginPath();
    context.rect(picture.clip.x, picture.clip.y, picture.clip.width, picture.clip.height);
    context.clip();
  }
  for (const { shapes } of picture.parts) for (const shape of shapes) drawShape(context, shape, palette);
  context.restore();
  for (const shape of picture.caption) drawShape(context, shape, palette);
}

function drawShape(context: CanvasRenderingContext2D, shape: Shape, palette: Palette): void {
  if (shape.kind === 'text') return drawText(context, shape, palette);
  const path = pathOf(shape);
  if (shape.fill !== undefined) {
    context.fillStyle = palette(shape.fill);
    context.fill(path);
  }
  if (shape.stroke !== undefined) {
    context.strokeStyle = palette(shape.stroke);
    context.lineWidth = shape.width ?? 1;
    context.setLineDash([...(shape.dash ?? [])]);
    context.stroke(path);
  }
}

function pathOf(shape: Exclude<Shape, TextShape>): Path2D {
  const path = new Path2D();
  switch (shape.kind) {
    case 'rect':
      path.roundRect(shape.x, shape.y, shape.w, shape.h, shape.radius ?? 0);
      break;
    case 'circle':
      path.arc(shape.x, shape.y, shape.r, 0, 2 * Math.PI);
      break;
    case 'path':
      path.addPath(new Path2D(shape.d), new DOMMatrix().translate(shape.x ?? 0, shape.y ?? 0));
      break;
  }
  return path;
}

function drawText(context: CanvasRenderingContext2D, shape: TextShape, palette: Palette): void {
  context.font = `${shape.weight} ${shape.size}px ${fontFamilies[shape.font]}`;
  context.fontStretch = shape.isNarrow ? 'condensed' : 'normal';
  // Left and right, whatever the direction of the text: it stands where it was measured to.
  context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor === 'end' ? 'right' : 'left';
  if (shape.halo !== undefined) {
    context.strokeStyle = palette(shape.halo);
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.setLineDash([]);
    context.strokeText(shape.text, shape.x, shape.y);
  }
  context.fillStyle = palette(shape.fill);
  context.fillText(shape.text, shape.x, shape.y);
  if (shape.isStruck) context.fillRect(shape.x, shape.y - shape.size * 0.3, context.measureText(shape.text).width, 1);
}
