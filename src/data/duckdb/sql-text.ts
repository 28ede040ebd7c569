/** A text as SQL: in single quotes, those within doubled. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL: in double quotes, those within doubled. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A double as SQL, bit for bit: its shortest text reads back as itself. */
export function sqlNumber(value: number): string {
  return `'${Object.is(value, -0) ? "-0" : value}'::DOUBLE`;
}

export function sqlList(texts: readonly string[]): string {
  return `[${texts.map(sqlText).join(", ")}]`;
}
