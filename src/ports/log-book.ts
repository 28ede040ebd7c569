/** A value in a log: numbers in full precision, null is an empty field. */
export type LogValue = string | number | boolean | null;
export type LogRow = Readonly<Record<string, LogValue>>;

/** A growing CSV log: rows are appended under a lock, the header is made once. */
export interface LogBook {
  /**
   * Append one row, or several with the same columns, which are their keys. Where those are not in the
   * header that is there, the old file is kept as `NAME.<time>.csv` and a new one begun.
   *
   * @param options.after the rows may be there already, all or the first of them, anywhere past so many
   *   bytes of the log: a run that died may have appended them. Those are left out
   * @returns the path of the old file where one was put aside
   */
  append(
    path: string,
    rows: LogRow | readonly LogRow[],
    options?: { readonly after?: number },
  ): Promise<{ readonly putAside: string | null }>;
  /** Bytes of the log; 0 where there is none. */
  size(path: string): Promise<number>;
  /**
   * All rows as texts by column name, in order.
   *
   * @throws {InputError} when there is no such file, or it is not a table
   */
  read(path: string): Promise<readonly Readonly<Record<string, string>>[]>;
}
