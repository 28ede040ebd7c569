// Streams with and without a change, and what each rule makes of them.
import { seededRandom } from "../../../src/core/random.js";
import { Detector } from "../../../src/detect/detector.js";
import { baseDesign, COLUMNS, minuteOf, type Change } from "./base-design.js";
import { WINDOW_RULES, WindowRules, type WindowRule } from "./window-rules.js";

const DAY = 1440;
const COOLDOWN = 30;
/** Minutes of no change before the change; windows that have filled remember no more than half an hour. */
const QUIET = 360;

export const CHANGES: Readonly<Record<string, (seed: number) => Change>> = {
  "+0.25 sd": () => shift(() => 0.25),
  "+0.5 sd": () => shift(() => 0.5),
  "sd x 1.5": () => (place, value) => (place === 0 ? Number(value) * 1.5 : value),
  "category .4/.1 -> .3/.2": (seed) => {
    const random = seededRandom(seed, "category");
    return (place, value) =>
      place === 6 && value === "level 0" && random() < 0.25 ? "level 3" : value;
  },
  "+0.1 sd": () => shift(() => 0.1),
  "ramp to 0.5 sd in 2 h": () => shift((minute) => 0.5 * Math.min(1, minute / 120)),
  none: () => (_, value) => value,
};

function shift(by: (minute: number) => number): Change {
  return (place, value, minute) => (place === 0 ? Number(value) + by(minute) : value);
}

function makeDetector(budgetDays: number, seed: number): Detector {
  const mode = { kind: "growing", warmUpTicks: 30 } as const;
  return new Detector({ mode, budgetDays, minEffect: 0, seed, columns: COLUMNS });
}

/** False alarms of the detector in so many days without a change. */
export function falseAlarms(days: number, budgetDays: number, seed: number): number {
  const [detector, draws] = [makeDetector(budgetDays, seed), baseDesign(seed)];
  let alarms = 0;
  for (let minute = 1; minute <= days * DAY; minute++) {
    const time = { at: minute * 60_000, elapsedDays: 1 / DAY };
    for (const { alarm } of detector.tick({ ...time, columns: minuteOf(draws, 50) }))
      if (alarm !== null) alarms += 1;
  }
  return alarms;
}

/** Turns flags into triggers: at an edge, and not too soon after the last. */
class Trigger {
  readonly #cooldown: number;
  #was = false;
  #last = -Infinity;

  constructor(cooldown: number) {
    this.#cooldown = cooldown;
  }

  pull(minute: number, is: boolean): boolean {
    const isPulled = is && !this.#was && minute - this.#last >= this.#cooldown;
    this.#was = is;
    if (isPulled) this.#last = minute;
    return isPulled;
  }
}

/** False triggers of the window rules in so many days without a change. */
export function falseTriggers(days: number, seed: number): Record<WindowRule, number> {
  const [rules, draws] = [new WindowRules(), baseDesign(seed)];
  const triggers = WINDOW_RULES.map((rule) => ({
    rule,
    trigger: new Trigger(COOLDOWN),
    pulled: 0,
  }));
  for (let minute = 1; minute <= days * DAY; minute++) {
    const flagged = rules.add(minuteOf(draws, 50));
    for (const one of triggers)
      if (one.trigger.pull(minute, flagged.has(one.rule))) one.pulled += 1;
  }
  return Object.fromEntries(triggers.map(({ rule, pulled }) => [rule, pulled])) as Record<
    WindowRule,
    number
  >;
}

/** Minutes from the change to the first trigger after it; Infinity where there is none in time. */
export function detectorDelay(change: string, seed: number, within: number): number {
  const [detector, draws] = [makeDetector(7, seed), baseDesign(seed)];
  const changed = CHANGES[change]!(seed);
  for (let minute = 1; minute <= QUIET + within; minute++) {
    const since = minute - QUIET;
    const rows = minuteOf(draws, 50, (place, value) =>
      since > 0 ? changed(place, value, since) : value,
    );
    const time = { at: minute * 60_000, elapsedDays: 1 / DAY };
    const reports = detector.tick({ ...time, columns: rows });
    if (since > 0 && reports.some(({ alarm }) => alarm !== null)) return since;
  }
  return Infinity;
}

/** The same of the window rules, all on one stream; no cooldown hides a change from them here. */
export function windowDelays(
  change: string,
  seed: number,
  within: number,
): Record<WindowRule, number> {
  const [rules, draws] = [new WindowRules(), baseDesign(seed)];
  const changed = CHANGES[change]!(seed);
  const triggers = new Map(WINDOW_RULES.map((rule) => [rule, new Trigger(0)]));
  const delays: Record<WindowRule, number> = { naive: Infinity, bh: Infinity, psi: Infinity };
  for (let since = -30; since <= within; since++) {
    const rows = minuteOf(draws, 50, (place, value) =>
      since > 0 ? changed(place, value, since) : value,
    );
    const flagged = rules.add(rows);
    for (const [rule, trigger] of triggers)
      if (trigger.pull(since, flagged.has(rule)) && since > 0)
        delays[rule] = Math.min(delays[rule], since);
    if (Math.max(...Object.values(delays)) < Infinity) break;
  }
  return delays;
}
