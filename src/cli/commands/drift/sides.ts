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
