/** The key of an interval: `ci_95` for 0.95. */
export function intervalKey(confidence: number): string {
  return `ci_${Number((100 * confidence).toPrecision(6))}`;
}
