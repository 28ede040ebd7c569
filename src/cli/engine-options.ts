import { Option, type Command, type OptionValues } from "@commander-js/extra-typings";
import type { DataFinding } from "../ports/data-engine.js";
import type { EngineOptions } from "./context.js";
import { count, size } from "./option-types.js";
import type { Session } from "./session.js";

// A type, not an interface: commander's own types ask for an index signature.
export type EngineFlags = {
  readonly engine: string;
  readonly memory?: number;
  readonly threads?: number;
  readonly temp?: string;
};

/** Give a command the options that say where to count, and with how much. */
export function withEngineOptions<Args extends unknown[], Opts extends OptionValues>(
  command: Command<Args, Opts>,
): Command<Args, Opts & EngineFlags> {
  return command
    .addOption(
      new Option("--engine <name>", "where to count").choices(["duckdb"]).default("duckdb"),
    )
    .option("--memory <size>", "memory for counting, such as 1GB", size)
    .option("--threads <n>", "threads for counting", count)
    .option("--temp <folder>", "folder for what does not fit in memory") as unknown as Command<
    Args,
    Opts & EngineFlags
  >;
}

/** What the flags ask of the engine. */
export function engineOptionsOf({ engine, memory, threads, temp }: EngineFlags): EngineOptions {
  return {
    engine,
    ...(memory !== undefined && { memoryBytes: memory }),
    ...(threads !== undefined && { threads }),
    ...(temp !== undefined && { temporaryFolder: temp }),
  };
}

/** Say what is odd about the data, each oddity once. */
export function tellFindings(session: Session, findings: readonly DataFinding[]): void {
  for (const { what, where } of findings) {
    session.warn(where === undefined || what.includes(where) ? what : `${what}, first at ${where}`);
  }
}
