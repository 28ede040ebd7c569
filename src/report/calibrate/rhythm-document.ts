import type { Rhythm } from "../../drift/watch/rhythm.js";

/** What data say about time, as `calibrate` and `watch` write it. */
export function rhythmDocument({ season, advice, columns }: Rhythm) {
  return {
    season,
    advice,
    columns: columns.map((column) => ({
      name: column.name,
      hour_share: column.hourShare,
      hour_p: column.hourP,
      weekday_hour_share: column.weekdayHourShare,
      weekday_hour_p: column.weekdayHourP,
      autocorrelation: column.autocorrelation,
      design_effect: column.designEffect,
    })),
  };
}
