/** Gives the browser a file to save. */
export function download(name: string, content: string | Blob, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the address up after the press has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file name that every system takes: letters, digits, dots and dashes of the parts, and the ending. */
export function fileName(parts: readonly string[], ending: string): string {
  const words = parts.map((part) =>
    part
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 60),
  );
  return `${words.filter((word) => word !== '').join('-') || 'hotpass'}.${ending}`;
}
