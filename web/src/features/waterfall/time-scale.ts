/** Time in which nothing ran, drawn in a narrow strip that says how long it was. */
export interface Fold {
  readonly fromMs: number;
  readonly toMs: number;
  readonly start: number;
  readonly width: number;
}

interface Piece extends Fold {
  readonly folded: boolean;
}

/** From milliseconds of a run's clock to shares of the width. */
export interface TimeScale {
  readonly pieces: readonly Piece[];
  readonly folds: readonly Fold[];
  readonly fromMs: number;
  readonly toMs: number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Of the span, from which share on a gap is folded. */
const foldedFrom = 0.2;
/** Of the width, what a folded gap takes. */
const foldWidth = 0.06;

/** A scale over the span in which gaps longer than a fifth of it are narrow. */
export function foldIdle(busy: readonly Span[], span: Span): TimeScale {
  const long = idleTimes(busy, span).filter((gap) => lengthOf(gap) > foldedFrom * lengthOf(span));
  const busyMs = lengthOf(span) - long.reduce((sum, gap) => sum + lengthOf(gap), 0);
  // Where nothing took any time there is nothing to make room for.
  const gaps = busyMs > 0 ? long : [];
  const shown = gaps.length > 0 ? busyMs : lengthOf(span);
  const width = 1 - gaps.length * foldWidth;
  const pieces: Piece[] = [];
  let atMs = span.fromMs;
  let start = 0;
  const add = (toMs: number, folded: boolean, share: number): void => {
    pieces.push({ fromMs: atMs, toMs, start, width: share, folded });
    atMs = toMs;
    start += share;
  };
  for (const gap of [...gaps, null]) {
    const upTo = gap?.fromMs ?? span.toMs;
    if (upTo > atMs) add(upTo, false, shown > 0 ? ((upTo - atMs) / shown) * width : 0);
    if (gap) add(gap.toMs, true, foldWidth);
  }
  return { pieces, folds: pieces.filter(({ folded }) => folded), fromMs: span.fromMs, toMs: span.toMs };
}

/** Between 0 and 1, never going back as time goes on. */
export function placeOf({ pieces }: TimeScale, ms: number): number {
  const piece = pieces.findLast(({ fromMs }) => ms >= fromMs) ?? pieces[0];
  if (!piece) return 0;
  const share = lengthOf(piece) > 0 ? (ms - piece.fromMs) / lengthOf(piece) : 0;
  return piece.start + Math.min(1, Math.max(0, share)) * piece.width;
}

/** The opposite of `placeOf`. */
export function timeAt({ pieces, fromMs }: TimeScale, share: number): number {
  const piece = pieces.findLast(({ start }) => share >= start) ?? pieces[0];
  if (!piece) return fromMs;
  const part = piece.width > 0 ? (share - piece.start) / piece.width : 0;
  return piece.fromMs + Math.min(1, Math.max(0, part)) * lengthOf(piece);
}

const roundSteps = [1, 2, 5].flatMap((digit) => [0, 1, 2].map((zeros) => digit * 10 ** zeros)).toSorted((one, other) => one - other);
const tickSteps = [
  ...roundSteps,
  ...[1, 2, 4, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((days) => days * 86_400_000),
];

/** A line of the axis: milliseconds since the run began, or since the gap before it ended. */
export interface ScaleTick {
  readonly place: number;
  readonly ms: number;
  /** It counts from the end of a folded gap. */
  readonly afterFold: boolean;
}

/** Lines at round times, about `most` of them over the whole width; none in a folded gap. */
export function scaleTicks(scale: TimeScale, most = 8): readonly ScaleTick[] {
  const open = scale.pieces.filter(({ folded }) => !folded);
  const shown = open.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const step = tickSteps.find((candidate) => shown / candidate <= most) ?? shown;
  if (!(shown > 0)) return [];
  return open.flatMap((piece) => {
    const afterFold = piece.start > 0;
    const origin = afterFold ? piece.fromMs : 0;
    const first = Math.ceil((piece.fromMs - origin) / step) + (afterFold ? 1 : 0);
    const count = Math.max(0, Math.floor((piece.toMs - origin) / step) - first + 1);
    return Array.from({ length: count }, (_, index) => {
      const ms = (first + index) * step;
      return { place: placeOf(scale, origin + ms), ms, afterFold };
    }).filter(({ place }) => place < piece.start + piece.width || !afterFold);
  });
}

/** What no span covers, in order. */
function idleTimes(busy: readonly Span[], span: Span): readonly Span[] {
  const gaps: Span[] = [];
  let coveredTo = span.fromMs;
  for (const { fromMs, toMs } of busy.toSorted((one, other) => one.fromMs - other.fromMs)) {
    if (fromMs > coveredTo) gaps.push({ fromMs: coveredTo, toMs: Math.min(fromMs, span.toMs) });
    coveredTo = Math.max(coveredTo, toMs);
  }
  if (coveredTo < span.toMs) gaps.push({ fromMs: coveredTo, toMs: span.toMs });
  return gaps.filter((gap) => lengthOf(gap) > 0);
}

function lengthOf({ fromMs, toMs }: Span): number {
  return toMs - fromMs;
}
