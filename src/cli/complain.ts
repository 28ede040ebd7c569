import { colours, printable } from "./colours.js";
import type { Context } from "./context.js";

export interface Complaint {
  readonly message: string;
  readonly where?: string | undefined;
  readonly fix?: string | undefined;
}

/** Write an error to stderr: what happened, where, and what to do. */
export function complain({ stderr, env }: Context, { message, where, fix }: Complaint): void {
  const chalk = colours(stderr.isTerminal && (env.NO_COLOR ?? "") === "");
  const lines = [`${chalk.red("error:")} ${printable(message)}`];
  if (where !== undefined) lines.push(`  where: ${printable(where)}`);
  if (fix !== undefined) lines.push(`  fix:   ${printable(fix)}`);
  stderr.write(`${lines.join("\n")}\n`);
}
