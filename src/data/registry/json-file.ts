import { InputError } from "../../core/errors.js";
import type { FileStore } from "../../ports/file-store.js";

/**
 * The document in a file of ours.
 *
 * @returns undefined where there is no such file
 * @throws {InputError} when it is not of the schema
 */
export async function readDocument<T extends { readonly schema: string }>(
  files: FileStore,
  path: string,
  schema: T["schema"],
): Promise<T | undefined> {
  if (!(await files.exists(path))) return undefined;
  const text = await files.readText(path);
  try {
    const document = JSON.parse(text) as T;
    if (document.schema === schema) return document;
  } catch {
    // told below, as a document of another kind is
  }
  throw new InputError(`${path} is not a document of ${schema}`, {
    where: path,
    fix: "restore the file, or move it away",
  });
}

/** Write a document as a person reads it, whole or not at all. */
export function writeDocument(files: FileStore, path: string, document: object): Promise<void> {
  return files.write(path, `${JSON.stringify(document, null, 2)}\n`);
}
