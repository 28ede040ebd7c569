import { isoSeconds } from "../../../core/clock.js";
import { grouped } from "../../../report/number.js";
import type { RowRequest } from "../../../synth/row-request.js";

/**
 * The truth about the rows, in a line. The moments lie between rows: all before are earlier, or in the
 * same second, and all from there on are not earlier.
 *
 * @param moved the columns that drift moves
 */
export function generateSummary({ rows, times, drift }: RowRequest, moved: string): string {
  const at = (row: number): string => isoSeconds(new Date(times.at(row, 0)));
  const truth =
    drift.factor === 0
      ? "no drift"
      : drift.startRow >= rows
        ? "no drift: it would start after the last row"
        : `${drift.kind} drift of ${moved}, factor ${drift.factor}, from row ${drift.startRow + 1} (${at(drift.startRow)})`;
  return `${grouped(rows)} rows, ${at(0)} to ${at(rows)}, ${truth}`;
}
