import type {
  ColumnType,
  DataFinding,
  Reduction,
  TableRequest,
  Watch,
} from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import { answerScanned } from "./answer-scanned.js";
import { scanTable, type ScannedTable } from "./scan-table.js";
import type { SpillFolder } from "./spill-folder.js";

/** What is known of a scanned column without its values. */
export interface HeldColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly isNumeric: boolean;
}

/** What is known of a scanned table, wherever its values lie. */
export interface TableFacts {
  readonly rows: number;
  readonly sha256: string;
  readonly columns: readonly HeldColumn[];
  readonly findings: readonly DataFinding[];
}

/** A scanned table that answers. */
export interface HeldTable extends TableFacts {
  /** @param request one that `isAnswered` */
  answer(request: Reduction, watch: Watch): Promise<unknown>;
}

export interface ScanCourse {
  readonly watch: Watch | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Scan a table in this thread, and hold it here.
 *
 * @returns null where anything about it is in doubt
 */
export async function scanHere(
  file: InputFile,
  request: TableRequest,
  spill: SpillFolder,
  course: ScanCourse,
): Promise<HeldTable | null> {
  const scanned = await scanTable(file, request, spill, course);
  if (scanned === null) return null;
  const { signal } = course;
  return {
    ...factsOf(scanned),
    answer: (asked, watch) => answerScanned(asked, scanned.columns, { signal, watch }),
  };
}

export function factsOf({ rows, sha256, dialect, columns }: ScannedTable): TableFacts {
  const known = Array.from(columns, ([name, { type, numbers }]) => {
    return { name, type, isNumeric: numbers !== null };
  });
  return { rows, sha256, columns: known, findings: dialect.findings };
}

/** Can it be told from what was kept of the columns? */
export function isAnswered(request: Reduction, { columns }: TableFacts): boolean {
  if ("parts" in request && request.parts !== undefined) return false;
  const named = "columns" in request ? request.columns : [request.column];
  return named.every((name) => {
    const column = columns.find((one) => one.name === name);
    if (column === undefined || column.type === "timestamp") return false;
    switch (request.kind) {
      case "summary":
        return true;
      case "glance":
      case "bins":
        return column.isNumeric;
      case "values":
        return column.isNumeric || (column.type === "boolean" && request.within === undefined);
      case "categories":
        return !column.isNumeric;
      default:
        return false;
    }
  });
}
