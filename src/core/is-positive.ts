/** Whether a text of a label or a prediction stands for the positive class: 1, true, yes and the like. */
export function isPositive(text: string): boolean {
  return /^(1|1\.0|true|yes|y|t)$/i.test(text);
}
