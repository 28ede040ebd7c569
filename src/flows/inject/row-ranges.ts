/**
 * Rows as text, counted from 1: "1-300", "4,7-9,12".
 *
 * @param rows ascending, counted from 0
 * @example rowRanges(Int32Array.of(3, 6, 7, 8)) // "4,7-9"
 */
export function rowRanges(rows: Int32Array): string {
  const parts: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const first = rows[i]!;
    while (rows[i + 1] === rows[i]! + 1) i++;
    parts.push(first === rows[i] ? `${first + 1}` : `${first + 1}-${rows[i]! + 1}`);
  }
  return parts.join(",");
}
