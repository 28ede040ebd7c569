import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Make sure that a command is there: of a package of Debian, which is installed where we may.
 *
 * @returns null, or why not; with CI set that is an error
 */
export async function debianCommand(command: string, packageName: string): Promise<string | null> {
  if (await isThere(command)) return null;
  try {
    if (process.getuid?.() !== 0) throw new Error("only root may install it");
    await install(packageName).catch(async () => {
      await execute("apt-get", ["update"]); // the list of packages may be old, or none
      await install(packageName);
    });
    return null;
  } catch (error) {
    const why = `${command} is not here (Debian has it in ${packageName}): ${(error as Error).message.trim()}`;
    if ((process.env.CI ?? "") !== "") throw new Error(why, { cause: error });
    return why;
  }
}

async function isThere(command: string): Promise<boolean> {
  return execute(command, ["--version"]).then(
    () => true,
    () => false,
  );
}

async function install(packageName: string): Promise<void> {
  await execute("apt-get", ["install", "-y", "--no-install-recommends", packageName], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
