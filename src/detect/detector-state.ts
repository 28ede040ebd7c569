import { InputError } from "../core/errors.js";
import type { ColumnState } from "./column-detector.js";
import type { ColumnKind } from "./column-bins.js";
import {
  type ColumnReference,
  type DetectedColumn,
  type DetectorMode,
  type DetectorSettings,
} from "./detector-settings.js";
import { plainCounts } from "./strata-counts.js";

/** All that a detector has to remember, fit for JSON: it goes on from it as if it had never stopped. */
export interface DetectorState {
  readonly v: 1;
  readonly mode: DetectorMode;
  readonly seed: number;
  /** Ticks so far. */
  readonly ticks: number;
  /** End of the last one. */
  readonly at: number | null;
  readonly columns: readonly (ColumnState & {
    readonly kind: ColumnKind;
    readonly share: number;
  })[];
}

/**
 * A state that belongs to these settings. The budget and the smallest effect may be others than
 * before; what the numbers of the state rest on may not.
 *
 * @throws {InputError} when it is of another version, mode, seed, reference, or of other columns
 */
export function checkedState(state: unknown, settings: DetectorSettings): DetectorState {
  const fix = "move the state aside to begin anew, or go back to the settings it was made with";
  const refuse = (what: string, where?: string) =>
    new InputError(what, where === undefined ? { fix } : { fix, where });
  const version = typeof state === "object" && state !== null && "v" in state ? state.v : undefined;
  if (version !== undefined && version !== 1)
    throw refuse(`the state is of version ${JSON.stringify(version)}, not 1`);
  if (!isState(state)) throw refuse("the state is not one of a detector");
  const { mode, seed, columns } = state;
  if (!same(mode, settings.mode)) throw refuse("the state is of another mode", mode.kind);
  if (seed !== settings.seed) throw refuse(`the state is of seed ${seed}`);
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  if (!same(names(columns), names(settings.columns)))
    throw refuse("the state is of other columns", names(columns).join(", "));
  settings.columns.forEach((column, i) => {
    const { kind, share, reference } = columns[i]!;
    if (kind !== column.kind || share !== (column.share ?? 1 / columns.length))
      throw refuse("the state has a column of another kind or share", column.name);
    if (!sameReference(column, reference))
      throw refuse("the state is of another reference", column.name);
  });
  return state;
}

/** Whether the bins and counts that are handed over are those of the state; none handed over is no claim. */
function sameReference({ reference }: DetectedColumn, kept: ColumnReference | null): boolean {
  return (
    reference === undefined ||
    same({ bins: reference.bins, counts: plainCounts(reference.counts) }, kept)
  );
}

/** By what they hold, whatever the order of the keys. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isState(value: unknown): value is DetectorState {
  return (
    value !== null &&
    typeof value === "object" &&
    "v" in value &&
    "columns" in value &&
    "mode" in value &&
    "seed" in value &&
    "ticks" in value &&
    Array.isArray(value.columns)
  );
}
