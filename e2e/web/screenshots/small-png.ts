import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colours nearer than this, squared, are told apart by nobody. */
const sameSquared = 6;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Buffer;
}

/** The same picture with a palette of at most 256 colours, the most used first: a third of the size for a screen. */
export function smallPng(png: Buffer): Buffer {
  const picture = decoded(png);
  const { colours, places } = reduced(picture);
  const { width, height } = picture;
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) places.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Eight bits a channel, not interlaced: what a browser writes. */
function decoded(png: Buffer): Picture {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) unfilter(raw, y, stride, channels, pixels);
  return { width, height, channels, pixels };
}

function unfilter(raw: Buffer, y: number, stride: number, channels: number, pixels: Buffer): void {
  const filter = raw[y * (stride + 1)]!;
  for (let x = 0; x < stride; x++) {
    const left = x < channels ? 0 : pixels[y * stride + x - channels]!;
    const up = y === 0 ? 0 : pixels[(y - 1) * stride + x]!;
    const corner = y === 0 || x < channels ? 0 : pixels[(y - 1) * stride + x - channels]!;
    pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x]! + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function reduced({ pixels, channels }: Picture): { readonly colours: readonly number[]; readonly places: Buffer } {
  const counts = new Map<number, number>();
  const each = new Uint32Array(pixels.length / channels);
  for (let at = 0; at < each.length; at++) {
    const colour = pixels.readUIntBE(at * channels, 3);
    each[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours: number[] = [];
  for (const [colour] of [...counts].toSorted(([, a], [, b]) => b - a)) {
    if (colours.length === 256) break;
    if (colours.every((chosen) => distance(chosen, colour) > sameSquared)) colours.push(colour);
  }
  const nearest = new Map([...counts.keys()].map((colour) => [colour, nearestPlace(colour, colours)]));
  return { colours, places: Buffer.from(each.map((colour) => nearest.get(colour)!)) };
}

function nearestPlace(colour: number, colours: readonly number[]): number {
  let best = 0;
  for (let place = 1; place < colours.length; place++)
    if (distance(colour, colours[place]!) < distance(colour, colours[best]!)) best = place;
  return best;
}

function distance(a: number, b: number): number {
  return ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
}
