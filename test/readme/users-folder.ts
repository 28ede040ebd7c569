import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

export interface Outcome {
  readonly code: number;
  /** stdout and stderr, as a terminal shows them. */
  readonly screen: string;
}

export interface UsersFolder extends AsyncDisposable {
  readonly path: string;
  /** Run a line of shell here; `arlequin` is the built command. */
  sh(line: string, shell?: string): Promise<Outcome>;
  /** Put a file here, an executable one when it begins with "#!". */
  put(name: string, text: string): Promise<void>;
}

/** An empty folder of somebody who has installed what `make build` built. */
export async function usersFolder(): Promise<UsersFolder> {
  if (!existsSync("dist/cli.js")) throw new Error("dist is not there: run make build first");
  const path = await mkdtemp(join(tmpdir(), "arlequin-readme-"));
  const bin = await mkdtemp(join(tmpdir(), "arlequin-bin-"));
  const quoted = [process.execPath, resolve("bin/arlequin.js")].map((word) => `'${word}'`);
  await writeFile(join(bin, "arlequin"), `#!/bin/sh\nexec ${quoted.join(" ")} "$@"\n`);
  await chmod(join(bin, "arlequin"), 0o755);
  // A make that runs these tests must not pass its own flags on to the make of a recipe.
  const env = {
    ...process.env,
    MAKEFLAGS: "",
    PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
  };
  return {
    path,
    sh: (line, shell = "sh") =>
      new Promise((done) => {
        const child = execFile(
          shell,
          ["-c", `exec 2>&1\n${line}`],
          { cwd: path, env, encoding: "utf8" },
          (_, screen) => {
            done({ code: child.exitCode ?? -1, screen });
          },
        );
      }),
    put: async (name, text) => {
      await mkdir(join(path, name, ".."), { recursive: true });
      await writeFile(join(path, name), text);
      if (text.startsWith("#!")) await chmod(join(path, name), 0o755);
    },
    [Symbol.asyncDispose]: async () => {
      for (const folder of [path, bin]) await rm(folder, { recursive: true, force: true });
    },
  };
}
