import { RowBuilder, type RowWish } from "./row-builder.js";
import { textRows, type BadLine, type TextRows } from "./text-rows.js";
import type { TextShape } from "./text-shape.js";

/** One reading of many files, one after the other, that share what collects their rows. */
export class Reading {
  readonly rows: RowBuilder;
  readonly times: RowBuilder;
  private readonly rowScanners = new WeakMap<TextShape, TextRows>();
  private readonly timeScanners = new WeakMap<TextShape, TextRows>();

  constructor(
    readonly wish: RowWish,
    private readonly onBadLine: (why: BadLine) => void,
  ) {
    this.rows = new RowBuilder(wish);
    this.times = new RowBuilder({ ...wish, columns: [] });
  }

  /** Puts rows of that shape into `rows`. */
  rowsOf(shape: TextShape): TextRows {
    return known(this.rowScanners, shape, () => textRows(shape, this.rows, this.onBadLine));
  }

  /** Puts event times alone into `times`. */
  timesOf(shape: TextShape): TextRows {
    return known(this.timeScanners, shape, () => textRows(shape, this.times, () => undefined));
  }
}

function known(
  scanners: WeakMap<TextShape, TextRows>,
  shape: TextShape,
  make: () => TextRows,
): TextRows {
  const scanner = scanners.get(shape) ?? make();
  scanners.set(shape, scanner);
  return scanner;
}
