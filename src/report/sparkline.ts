const HEIGHTS = "▂▃▄▅▆▇█";
const NOTHING = "▁";

/**
 * Shares as a row of bars, one character each. A share of 0 lies on the ground, any other stands above it.
 *
 * @param most the share that has the tallest bar: that of several pictures, where they are compared
 */
export function sparkline(shares: readonly number[], most = Math.max(...shares)): string {
  return shares
    .map((share) => {
      if (share <= 0) return NOTHING;
      const height = Math.ceil((share / most) * HEIGHTS.length);
      return HEIGHTS[Math.min(Math.max(height, 1), HEIGHTS.length) - 1]!;
    })
    .join("");
}
