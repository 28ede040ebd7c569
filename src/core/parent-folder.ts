/**
 * The folder that a path lies in, as the path has it: "metrics" of "metrics/log.csv", "/" of "/log",
 * and "" of "log.csv", which lies wherever the program runs.
 */
export function parentFolder(path: string): string {
  const bare = path.replace(/[/\\]+$/, "");
  const end = Math.max(bare.lastIndexOf("/"), bare.lastIndexOf("\\"));
  return end === 0 ? bare[0]! : bare.slice(0, Math.max(end, 0));
}
