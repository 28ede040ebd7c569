import { seededRandom } from "../../core/random.js";
import type { Column } from "../../core/table.js";
import { columnBins, countByBins, setupRows, type ColumnBins } from "../../detect/column-bins.js";
import type { ColumnReference } from "../../detect/detector-settings.js";
import type { ColumnChoices } from "../../drift/column-plan.js";
import { detectorStart, type DetectorStart } from "../../drift/profile/detector-start.js";
import type { TableProfile } from "../../drift/profile/table-profile.js";
import { InputError } from "../../core/errors.js";
import type { ReferenceSample } from "./reference-sample.js";
import { stratumOf, type WatchPlan } from "./watch-plan.js";
import { watchedColumns, type WatchedColumn } from "./watched-columns.js";

/** What the rows that come are compared with in the mode `reference`. */
export interface WatchReference {
  readonly columns: readonly WatchedColumn[];
  readonly byColumn: ReadonlyMap<string, ColumnReference>;
}

/**
 * A reference from data: bins from a seeded handful of its rows, all others counted in them. Rows that
 * choose the bins must be counted nowhere else, or the choice inflates their counts.
 *
 * @throws {InputError} when the data are too few
 */
export function referenceFromData(sample: ReferenceSample, plan: WatchPlan): WatchReference {
  const { source, times } = sample;
  const order = shuffled(sample.rows, plan.seed);
  const strata = plan.season === "none" || times === null ? null : strataOf(times, plan);
  const byColumn = new Map(
    sample.columns.flatMap((column) => {
      if (column.skip !== null) return [];
      const values = valuesOf(sample.values.get(column.name)!);
      return [[column.name, referenceOf(column, values, { order, strata, source })]];
    }),
  );
  return { columns: sample.columns, byColumn };
}

/**
 * A reference from a profile, which keeps both parts.
 *
 * @throws {InputError} when rows are to be compared within strata, of which a profile knows nothing
 */
export function referenceFromProfile(
  profile: TableProfile,
  { plan, choices }: { readonly plan: WatchPlan; readonly choices: ColumnChoices },
): WatchReference {
  if (plan.season !== "none") {
    const fix = "give the data themselves as --reference, or leave --season out";
    throw new InputError("a profile does not say at what hour its rows were", {
      where: "--season",
      fix,
    });
  }
  const byColumn = new Map<string, ColumnReference>();
  const planned = watchedColumns(profile.columns, choices).map((column): WatchedColumn => {
    const own = profile.columns.find(({ name }) => name === column.name)!;
    const start = column.skip === null ? detectorStart(own) : null;
    if (start === null) return { ...column, skip: column.skip ?? "the profile keeps no values" };
    const isNumber = start.kind === "numbers";
    byColumn.set(column.name, referenceOfStart(start));
    return { ...column, kind: isNumber ? "number" : "text" };
  });
  return { columns: planned, byColumn };
}

function referenceOfStart(start: DetectorStart): ColumnReference {
  const counts = { "": [start.missing, ...start.counts] };
  const setup = new Array<number>(counts[""].length).fill(start.setupRows / counts[""].length);
  const bins: ColumnBins =
    start.kind === "numbers"
      ? { kind: "number", edges: start.edges, setup }
      : { kind: "category", levels: start.levels, setup };
  return { bins, counts };
}

function referenceOf(
  { name, kind }: WatchedColumn,
  values: readonly (number | string | null)[],
  rows: {
    readonly order: Int32Array;
    readonly strata: readonly string[] | null;
    readonly source: string;
  },
): ColumnReference {
  const asKind = kind === "number" ? "number" : "category";
  const needed = setupRows(asKind);
  if (values.length < 2 * needed) {
    throw new InputError(`${values.length} rows are too few for a reference`, {
      where: `${rows.source}, column ${name}`,
      fix: `give ${2 * needed} rows or more, or leave --reference out: then the first rows that come are it`,
    });
  }
  const pick = (places: Int32Array) => Array.from(places, (row) => values[row]!);
  const bins = columnBins(asKind, pick(rows.order.subarray(0, needed)));
  const byStratum = new Map<string, number[]>();
  for (const row of rows.order.subarray(needed)) {
    const stratum = rows.strata?.[row] ?? "";
    const list = byStratum.get(stratum);
    if (list === undefined) byStratum.set(stratum, [row]);
    else list.push(row);
  }
  const counts = Object.fromEntries(
    Array.from(byStratum, ([stratum, own]) => [
      stratum,
      Array.from(countByBins(bins, pick(Int32Array.from(own)))),
    ]),
  );
  return { bins, counts };
}

function valuesOf(column: Column): (number | string | null)[] {
  if (column.kind !== "text") return Array.from(column.values);
  return Array.from(column.codes, (code) => column.levels[code] ?? null);
}

/** The stratum of each row, by its time; rows without one belong to none that ever comes. */
function strataOf(times: Float64Array, { season }: WatchPlan): readonly string[] {
  return Array.from(times, (time) => (Number.isNaN(time) ? "-" : stratumOf(time, season)));
}

function shuffled(rows: number, seed: number): Int32Array {
  const random = seededRandom(seed, "rows that choose the bins");
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = rows - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
