import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Does a path read as a pattern: `*`, `?`, `[a-z]`, `{a,b}`? */
export function isGlobPattern(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * The files and folders that a pattern matches, sorted, so that every run sees one order. `*` and
 * `?` stay within a name, `**` crosses folders; a name that begins with a dot has to be asked for.
 */
export async function matchGlob(pattern: string): Promise<string[]> {
  const segments = pattern.split("/");
  const root = segments[0] === "" ? "/" : "";
  const found = await walk(root, root === "" ? segments : segments.slice(1));
  return [...new Set(found)].sort();
}

async function walk(folder: string, segments: readonly string[]): Promise<string[]> {
  const [segment = "", ...rest] = segments;
  if (segments.length > 1 && !isGlobPattern(segment)) return walk(join(folder, segment), rest);
  const entries = await readdir(folder === "" ? "." : folder, { withFileTypes: true }).catch(
    () => [],
  );
  const found: string[] = segment === "**" ? await walk(folder, rest) : [];
  const matches = segmentExpression(segment);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") && !segment.startsWith(".")) continue;
    if (segment === "**") {
      if (entry.isDirectory()) found.push(...(await walk(path, segments)));
    } else if (matches.test(entry.name)) {
      if (rest.length === 0) found.push(path);
      else found.push(...(await walk(path, rest)));
    }
  }
  return found;
}

function segmentExpression(segment: string): RegExp {
  const source = segment.replace(/\[[^\]]*\]|\{[^}]*\}|[\s\S]/g, (token) => {
    if (token === "*" || token === "**") return ".*";
    if (token === "?") return ".";
    if (token.length > 2 && token.startsWith("[")) {
      return `[${token.slice(1, -1).replace(/^!/, "^").replace(/\\/g, "\\\\")}]`;
    }
    if (token.length > 1) return `(?:${token.slice(1, -1).split(",").map(literal).join("|")})`;
    return literal(token);
  });
  return new RegExp(`^${source}$`, "su");
}

/** Text for a regular expression; a star inside braces stays a star. */
function literal(text: string): string {
  return text
    .replace(/[.+^$(){}|[\]\\/]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
}
