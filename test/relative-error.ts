/** |got / want − 1|, and 0 where the two are equal, 0 and Infinity included. */
export function relativeError(got: number, want: number): number {
  return got === want ? 0 : Math.abs(got / want - 1);
}
