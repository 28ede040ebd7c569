import { VERSION } from "../core/version.js";
import type { Context } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { rootHelp } from "./root-help.js";

/**
 * Run one command. Version and help answer at once; all else, even what tells errors apart, is
 * loaded when it is needed.
 *
 * @param argv what follows the program's name
 * @param context the world to run in; this process's where none is given
 * @returns the exit code; nothing has been left running or half written
 */
export async function main(argv: readonly string[], context?: Context): Promise<ExitCode> {
  const answer = quickAnswer(argv);
  if (answer !== undefined) {
    (context?.stdout ?? process.stdout).write(answer);
    return 0;
  }
  const { dispatch } = await import("./dispatch.js");
  return dispatch(argv, context);
}

function quickAnswer(argv: readonly string[]): string | undefined {
  const [word, ...more] = argv;
  if (more.length > 0) return undefined;
  if (word === "--version" || word === "-V") return `${VERSION}\n`;
  return word === "--help" || word === "-h" || word === "help" ? rootHelp() : undefined;
}
