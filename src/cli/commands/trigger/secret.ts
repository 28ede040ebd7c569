import { InputError } from "../../../core/errors.js";
import type { Context } from "../../context.js";

/** A secret from the file that a flag names, else from the environment; undefined where neither is. */
export async function secretFrom(
  { env, files }: Context,
  variable: string,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) {
    const value = env[variable]?.trim() ?? "";
    return value === "" ? undefined : value;
  }
  const secret = (await files.readText(file)).trim();
  if (secret !== "") return secret;
  const fix = "write the secret into it, and nothing else";
  throw new InputError("the file of a secret is empty", { where: file, fix });
}

/**
 * An address of the network.
 *
 * @param where the flag or variable it came from
 * @throws {InputError} when it is none; the message does not repeat it, for it may hold a key
 */
export function addressFrom(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  const fix = "give an address with http:// or https://";
  throw new InputError("this is no address of the web", { where, fix });
}

/** @throws {InputError} when a flag's value holds a password: others can read it in the process list */
export function refusePassword(url: URL, flag: string, variable: string): void {
  if (url.password === "") return;
  const fix = `leave user and password out of it, and set ${variable}`;
  throw new InputError("the address holds a password", { where: flag, fix });
}
