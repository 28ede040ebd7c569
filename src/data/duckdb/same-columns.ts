import { InputError } from "../../core/errors.js";

/**
 * Files that make one table have the same columns, in any order.
 *
 * @throws {InputError} that names the first file and column that differ
 */
export function requireSameColumns(
  files: readonly { readonly file: string; readonly names: readonly string[] }[],
): void {
  const [first, ...more] = files;
  if (first === undefined) return;
  const expected = new Set(first.names);
  for (const { file, names } of more) {
    const here = new Set(names);
    const lacking = first.names.find((name) => !here.has(name));
    const extra = names.find((name) => !expected.has(name));
    if (lacking === undefined && extra === undefined) continue;
    const what =
      lacking === undefined
        ? `column "${extra ?? ""}" of ${file} is not in ${first.file}`
        : `column "${lacking}" of ${first.file} is missing from ${file}`;
    throw new InputError(what, {
      where: file,
      fix: "give files that have the same columns, or read them one by one",
    });
  }
}
