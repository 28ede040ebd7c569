import type { RhythmColumn } from "../../drift/watch/rhythm.js";
import type { WatchedValues } from "./column-cells.js";

/** A column as numbers, to look for rhythms in: of texts, whether it is the most frequent one. */
export function asNumbers(column: WatchedValues): RhythmColumn {
  const { name } = column;
  if (column.kind === "number") return { name, values: column.values };
  const counts = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code]! += 1;
  const most = counts.indexOf(Math.max(...counts));
  const values = Float64Array.from(column.codes, (code) =>
    code < 0 ? NaN : Number(code === most),
  );
  return { name, values };
}
