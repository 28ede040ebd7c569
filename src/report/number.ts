/** A number for people: at most `digits` significant ones, exponents only far out. */
export function shortNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "?";
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e15) return value.toExponential(digits - 2);
  return String(Number(value.toPrecision(Math.max(digits, Math.ceil(Math.log10(size))))));
}

/** An integer with its thousands apart: 3,000,000. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A p-value for people: "0.031", "< 0.0001" is spelled out as its power of ten: "3e-7". */
export function shortPValue(p: number): string {
  if (p === 0) return "< 1e-300";
  return p < 1e-3 ? p.toExponential(0) : p.toFixed(3);
}

/** A share from 0 to 1 as a percentage: "20.5 %". */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}
