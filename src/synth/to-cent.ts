/** An amount of money to the cent. Half a cent is rounded up; nothing is cheaper than a cent. */
export function toCent(euros: number): number {
  return Math.max(1, Math.round(euros * 100)) / 100;
}
