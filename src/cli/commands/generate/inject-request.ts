import { InputError } from "../../../core/errors.js";
import { formatOfPath } from "../../../data/table-writer.js";
import type { InjectionRequest } from "../../../flows/inject/inject-drift.js";
import type { DriftStart } from "../../../flows/row-plan.js";
import type { DataFormat } from "../../../ports/data-engine.js";
import type { InjectFlags } from "./inject-options.js";

/** Flags that speak of made-up rows. */
const OF_MADE_UP_ROWS = [
  "--table", "--rows", "--batches", "--batch-size", "--interval", "--drift-factor", "--drift-kind",
  "--start-time", "--per-day",
]; // prettier-ignore
/** Kinds that look at a share of the rows, where one is asked for. */
const WITH_ROW_SHARE = ["shift", "scale", "noise", "tail"];

export interface InjectOptions extends InjectFlags {
  readonly driftStart: DriftStart;
  readonly seed: number;
  readonly out: string;
}

/**
 * What is to be injected, where, and into what.
 *
 * @param given the flags of the command line, by their long names
 * @throws {InputError} when flags exclude each other, or one is missing
 */
export function injectRequest(
  options: InjectOptions,
  format: DataFormat | undefined,
  given: readonly string[],
): InjectionRequest {
  const { from, inject, out, truth, driftStart, inputFormat } = options;
  if (from === undefined || inject === undefined) throw lonely(from);
  const idle = given.find((flag) => OF_MADE_UP_ROWS.includes(flag));
  if (idle !== undefined) {
    const fix = "leave it out, or make rows up without --from";
    throw new InputError(`${idle} says nothing about data that are there`, { where: idle, fix });
  }
  if ("time" in driftStart) {
    const fix = "give a share of the rows such as 0.5, or a row number";
    throw new InputError("data at hand have no time to start at", { where: "--drift-start", fix });
  }
  if (options.share !== undefined && !inject.some(({ kind }) => WITH_ROW_SHARE.includes(kind))) {
    const fix = "leave --share out: the others have a share of their own";
    throw new InputError(`--share is for ${WITH_ROW_SHARE.join(", ")}`, { where: "--share", fix });
  }
  checkOut(from, out);
  return {
    source: from,
    ...(inputFormat !== undefined && { format: inputFormat }),
    missingValues: options.missingValues,
    numeric: options.numeric,
    categorical: options.categorical,
    injections: inject,
    start: driftStart,
    rowShare: options.share ?? 1,
    seed: options.seed,
    out,
    outFormat: format ?? formatOfPath(out) ?? "csv",
    truth: truth ?? (out === "-" ? null : `${out}.truth.json`),
  };
}

function lonely(from: string | undefined): InputError {
  if (from === undefined) {
    const fix = "name the data with --from FILE";
    return new InputError("--inject has no data to change", { where: "--inject", fix });
  }
  const fix = "add --inject KIND:COLUMN, such as --inject shift:amount:0.5sd";
  return new InputError(`nothing is to be injected into ${from}`, { where: "--from", fix });
}

function checkOut(from: string, out: string): void {
  const where = `--out ${out}`;
  if (out.endsWith("/")) {
    throw new InputError("an injection writes one file", { where, fix: "name a file" });
  }
  if (/\.gz$/i.test(out)) {
    const fix = "leave .gz off, and compress the file afterwards";
    throw new InputError("compressed files are not written", { where, fix });
  }
  const plain = (path: string) => path.replace(/^(\.\/)+/, "");
  if (out !== "-" && plain(from) === plain(out)) {
    throw new InputError(`${out} is the data itself`, { where, fix: "name another file" });
  }
}
