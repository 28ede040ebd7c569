import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import type { DataFinding, TableRequest } from "../../ports/data-engine.js";
import { cleanJsonl } from "../clean-jsonl.js";
import { plainPart, sizeOf, type HeadedFile } from "./headed-file.js";
import type { DuckDbSession } from "./session.js";
import type { StoredTable } from "./stored-table.js";
import { readTextColumns } from "./text-columns.js";
import { textLoader } from "./text-loader.js";
import type { TextPart } from "./text-part.js";

/** JSON Lines files as one table; a key that a file does not have is missing there. */
export async function openJsonl(
  session: DuckDbSession,
  files: readonly HeadedFile[],
  request: TableRequest,
): Promise<{ readonly table: StoredTable; readonly findings: readonly DataFinding[] }> {
  const parts: TextPart[] = [];
  const records: { names: readonly string[]; fields: readonly string[] }[] = [];
  for (const { file, head } of files) {
    const target = join(session.folder, `${session.newName("plain")}.csv`);
    const cleaned = await cleanJsonl(file, head, target);
    parts.push({ ...plainPart(target, cleaned), isPadded: true });
    records.push(...cleaned.sample.map((fields) => ({ names: cleaned.names, fields })));
  }
  const names = [...new Set(parts.flatMap((part) => part.names))];
  if (names.length === 0) {
    const fix = "write one object a line, with a key for each column";
    throw new InputError(`${request.source} has no columns`, { where: request.source, fix });
  }
  const sample = records.slice(0, 1000).map(({ names: own, fields }) => {
    const places = new Map(own.map((name, i) => [name, fields[i] ?? ""]));
    return names.map((name) => places.get(name) ?? "");
  });
  const careful = () => Promise.resolve({ parts, findings: [] });
  const sources = files.map(({ file }) => file);
  const sizeBytes = sizeOf(files);
  const loader = textLoader(session, { files: sources, parts, names, sizeBytes, careful });
  return readTextColumns(session, loader, names, sample, request);
}
