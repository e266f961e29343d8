/** Where lines begin: found once, as far as it was asked, and shared by all token lists of a text. */
export class LineStarts {
  private readonly source: string;
  private readonly offsets = [0];

  constructor(source: string) {
    this.source = source;
  }

  /** The UTF-16 offset of a line, 1-based; of the last line for what is behind it. */
  offsetOf(lineno: number): number {
    const { source, offsets } = this;
    while (offsets.length < lineno) {
      const newline = source.indexOf("\n", offsets[offsets.length - 1]);
      if (newline < 0) return offsets[offsets.length - 1]!;
      offsets.push(newline + 1);
    }
    return offsets[Math.max(0, lineno - 1)]!;
  }
}
