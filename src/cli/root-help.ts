import { COMMANDS } from "./commands.js";

/** The help of the program itself: its commands, exit codes, examples. */
export function rootHelp(): string {
  const commands = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(13)}${summary}`);
  return `Usage: arlequin <command> [options]

Watches the data that feeds a model, says with known error rates when its distribution
has changed, starts the retraining, and evaluates the experiment.

Commands:
${commands.join("\n")}

Options:
  -h, --help     this help; arlequin help <command> is the manual of a command
  -V, --version  the version

Exit codes: 0 done, 2 usage or input error, 20 drift, 21 gate not passed, 23 cannot tell
(20, 21, 23 only with --exit-code), 22 refused, 30 unreachable, 31 not authorised,
32 timed out, 33 locked, 130 interrupted, 1 a bug.

Examples:
  $ arlequin drift --reference may.parquet --current june.parquet
  $ arlequin stat ks --x may.csv:amount --y june.csv:amount
  $ arlequin help drift
`;
}
