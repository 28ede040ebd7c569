import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A Python of its own that has one package, made on the first call and kept in `run/services`. */
export interface PythonWith {
  /** The environment, with the package's commands in `bin`. */
  readonly folder: string;
  /** Run a script, and read the JSON that it prints. */
  json(script: string, ...args: readonly string[]): Promise<unknown>;
}

/**
 * @param requirement "python-jenkins==1.8.3"
 * @returns why not, where it cannot be had here; with CI set that is an error
 */
export async function pythonWith(requirement: string): Promise<PythonWith | string> {
  const folder = resolve("run/services", requirement.replaceAll("==", "-"));
  const python = `${folder}/bin/python`;
  try {
    if (!existsSync(`${folder}/ready`)) {
      await execute("python3", ["-m", "venv", "--clear", folder]);
      await execute(python, ["-m", "pip", "install", "--quiet", requirement]);
      await execute("touch", [`${folder}/ready`]);
    }
  } catch (error) {
    const why = `${requirement} cannot be installed: ${(error as Error).message.trim()}`;
    if ((process.env.CI ?? "") !== "") throw new Error(why, { cause: error });
    return why;
  }
  return {
    folder,
    async json(script, ...args) {
      const { stdout } = await execute(python, ["-c", script, ...args]);
      return JSON.parse(stdout) as unknown;
    },
  };
}
