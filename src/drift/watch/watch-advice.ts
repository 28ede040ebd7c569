/** What bends the guarantee of a watcher: the day, the week, ticks or rows that know of each other. */
export type Dependence = "day" | "week" | "ticks" | "rows";

/**
 * The season that rows are compared within, or should be; `unknown` where nobody has looked for one. With a
 * season there is no sliding window.
 */
export type KnownSeason = "none" | "hour" | "weekday-hour" | "unknown";

/** What helps against it: one sentence, without a final full stop. */
export function watchAdvice(
  dependence: Dependence,
  names: readonly string[],
  season: KnownSeason,
): string {
  return `${listed(names)}: ${wordsOn(dependence, season)}`;
}

function wordsOn(dependence: Dependence, season: KnownSeason): string {
  switch (dependence) {
    case "day":
      return "follows the day: --season hour";
    case "week":
      return "follows the week: --season weekday-hour";
    case "ticks": {
      const day = season === "unknown" ? "--season hour if they follow the day, " : "";
      const slide = season === "none" || season === "unknown" ? ", or --mode sliding:60m" : "";
      return `ticks follow each other: ${day}longer ticks (--every)${slide}`;
    }
    case "rows":
      return "rows of a tick hang together: one row an entity, or longer ticks (--every)";
  }
}

/** The first few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
