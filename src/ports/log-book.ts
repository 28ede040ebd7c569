/** A value in a log: numbers in full precision, null is an empty field. */
export type LogValue = string | number | boolean | null;
export type LogRow = Readonly<Record<string, LogValue>>;

/** A growing CSV log: rows are appended under a lock, the header is made once. */
export interface LogBook {
  /**
   * Append one row; its keys are the columns. Where the columns are not those of the header that is
   * there, the old file is kept as `NAME.<time>.csv` and a new one begun.
   *
   * @returns the path of the old file where one was put aside
   */
  append(path: string, row: LogRow): Promise<{ readonly putAside: string | null }>;
  /**
   * All rows as texts by column name, in order.
   *
   * @throws {InputError} when there is no such file, or it is not a table
   */
  read(path: string): Promise<readonly Readonly<Record<string, string>>[]>;
}
