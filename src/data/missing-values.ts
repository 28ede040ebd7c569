/** Is a field without a value: blank, or one of the texts that stand for that, blanks trimmed? */
export function missingTest(texts: readonly string[]): (field: string) => boolean {
  const missing = new Set(texts.map((text) => text.trim()));
  return (field) => {
    const trimmed = field.trim();
    return trimmed === "" || missing.has(trimmed);
  };
}
