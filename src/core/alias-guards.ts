import { InputError, UpstreamError } from "./errors.js";

/**
 * Make sure that aliases point where a decision took them to point (null: nowhere).
 *
 * @throws {UpstreamError} `refused`, when one of them has been moved meanwhile
 */
export function checkExpectedAliases(
  model: string,
  aliases: Readonly<Record<string, number>>,
  expected: readonly (readonly [alias: string, version: number | null])[],
): void {
  for (const [alias, version] of expected) {
    const now = aliases[alias] ?? null;
    if (now === version) continue;
    const place = now === null ? "nowhere" : `at version ${now}`;
    throw new UpstreamError(`${alias} of "${model}" points ${place} by now`, {
      where: `model "${model}", alias ${alias}`,
      fix: "look at the versions again, and decide anew",
      fault: "refused",
    });
  }
}

/** @throws {InputError} when an alias points at a version that is to be deleted */
export function checkUnused(model: string, version: number, aliases: readonly string[]): void {
  if (aliases.length === 0) return;
  throw new InputError(`version ${version} of "${model}" is its ${aliases.join(" and ")}`, {
    where: `model "${model}", version ${version}`,
    fix: "move the alias to another version first",
  });
}
