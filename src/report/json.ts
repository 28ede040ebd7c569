/**
 * A document as JSON text with a line end. Infinities are the strings "Infinity" and "-Infinity",
 * typed arrays are arrays; a NaN is a fault of ours, and null in the text.
 */
export function jsonText(document: unknown, indent = 2): string {
  return `${JSON.stringify(document, inJson, indent)}\n`;
}

function inJson(_key: string, value: unknown): unknown {
  if (value === Infinity) return "Infinity";
  if (value === -Infinity) return "-Infinity";
  return value instanceof Float64Array || value instanceof Int32Array ? Array.from(value) : value;
}
