/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name of a folder for a name that a person gave: the same, but for what some file system
 * refuses, as "%" and its code. What is in the folder says the name itself.
 *
 * @example folderName("credit 50%") // "credit 50%25"
 */
export function folderName(name: string): string {
  const escaped = name.replace(/[<>"|?*%:/\\]|^\.|\.$/g, percent);
  return DEVICE.test(escaped) ? escaped.replace(/^./, percent) : escaped;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
