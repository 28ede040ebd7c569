import { baseDesign, COLUMNS } from "../detection/base-design.js";

export const MINUTE_MS = 60_000;
export const ROWS_A_MINUTE = 50;
export const HEAD = `${["time", ...COLUMNS.map(({ name }) => name)].join(",")}\n`;

/** Writes the stream of the detection benchmark as CSV, minute after minute: eight columns, no change. */
export function minutesOfRows(seed: number, startMs: number): (minutes: number) => string {
  const draws = baseDesign(seed);
  let next = 0;
  return (minutes) => {
    let text = "";
    for (const end = next + minutes; next < end; next++) {
      for (let row = 0; row < ROWS_A_MINUTE; row++) {
        const time = startMs + next * MINUTE_MS + Math.floor((row * MINUTE_MS) / ROWS_A_MINUTE);
        const values = draws.map((draw) => {
          const value = draw();
          return typeof value === "number" && !Number.isInteger(value) ? value.toFixed(5) : value;
        });
        text += `${new Date(time).toISOString()},${values.join(",")}\n`;
      }
    }
    return text;
  };
}
