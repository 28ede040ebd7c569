import { InputError } from "../../../core/errors.js";

export type Sides = readonly [reference: string, current: string];

/** The two tables, from the flags or as plain arguments in their order. */
export function sidesOf(
  flags: { readonly reference?: string; readonly current?: string },
  ...plain: (string | undefined)[]
): Sides {
  const left = plain.filter((path) => path !== undefined);
  const reference = flags.reference ?? left.shift();
  const current = flags.current ?? left.shift();
  for (const [name, path] of Object.entries({ reference, current })) {
    if (path !== undefined) continue;
    const fix = `add --${name} FILE, or see arlequin drift --help`;
    throw new InputError(`no ${name} data is named`, { fix });
  }
  if (left.length > 0)
    throw new InputError(`"${left.join(" ")}" is one table too many`, { fix: "name two" });
  if (reference === "-" && current === "-") {
    const where = "--reference - --current -";
    throw new InputError("both tables are stdin", { where, fix: "give one of them as a file" });
  }
  return [reference!, current!];
}

/**
 * The batch, and the reference if there is one: of plain arguments the last one is the batch.
 *
 * @throws {InputError} when there is no batch, though one is needed, or a table too many
 */
export function batchSidesOf(
  flags: { readonly reference?: string; readonly current?: string; readonly ack?: true },
  ...plain: (string | undefined)[]
): readonly [reference: string | undefined, current: string | undefined] {
  const left = plain.filter((path) => path !== undefined);
  const current = flags.current ?? (flags.ack ? undefined : left.pop());
  const reference = flags.reference ?? left.pop();
  if (left.length > 0)
    throw new InputError(`"${left.join(" ")}" is one table too many`, { fix: "name two" });
  if (current === undefined && !flags.ack) {
    const fix = "add --current FILE, or see arlequin drift --help";
    throw new InputError("no batch is named", { fix });
  }
  if (reference === "-" && current === "-") {
    const where = "--reference - --current -";
    throw new InputError("both tables are stdin", { where, fix: "give one of them as a file" });
  }
  return [reference, current];
}
