/** Room for a whole result at once, and no more: allocating the default chunk takes longer than compressing a usual event. */
export function outputChunkBytes(sizeBytes: number): number {
  return Math.min(Math.max(sizeBytes, 64), 64 * 1024);
}
