/** Text from the data, cut where it is long: "a rather long na…". */
export function shortText(text: string, most = 22): string {
  const line = onOneLine(text);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** Text from the data, which may hold ends of line: they would break a table. */
export function onOneLine(text: string): string {
  return text.replace(/\r?\n|\r/g, "⏎");
}
