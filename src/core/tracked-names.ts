import { InputError } from "./errors.js";

/** Names that all trackers and registries can keep, MLflow's limits among them. */
const LONGEST_KEY = 250;
const LONGEST_PARAM = 6000;
const LONGEST_TAG = 5000;
const LONGEST_DIGEST = 36;

/**
 * The key of a parameter, metric or tag: letters, digits, `_ - . : /` and spaces, read as a path
 * that is not another one in disguise.
 *
 * @throws {InputError} for any other text
 */
export function checkKey(kind: string, key: string): void {
  const isPlain = /^[\p{L}\p{N}_\-.:/ ]+$/u.test(key) && key.length <= LONGEST_KEY;
  const isDisguised = key.split("/").some((part) => ["", ".", ".."].includes(part));
  if (isPlain && !isDisguised) return;
  throw new InputError(`"${key.slice(0, 80)}" cannot be the name of a ${kind}`, {
    where: `${kind} "${key.slice(0, 80)}"`,
    fix: `use 1 to ${LONGEST_KEY} letters, digits, spaces and _ - . : and / between parts`,
  });
}

/** @throws {InputError} for a value that a server would cut off without a word */
export function checkParam(key: string, value: string): void {
  checkKey("parameter", key);
  checkLength(`parameter "${key}"`, value, LONGEST_PARAM);
}

/** @throws {InputError} for a value that a server would cut off without a word */
export function checkTag(key: string, value: string): void {
  checkKey("tag", key);
  checkLength(`tag "${key}"`, value, LONGEST_TAG);
}

/** @throws {InputError} for a digest that a server refuses */
export function checkDigest(digest: string): void {
  checkLength("digest of a data set", digest, LONGEST_DIGEST);
}

/** @throws {InputError} for a step that a server would take for 0 */
export function checkStep(key: string, step: number): void {
  if (Number.isSafeInteger(step)) return;
  throw new InputError(`step ${step} of metric "${key}" is not a whole number`, {
    where: `metric "${key}"`,
    fix: "number the steps 0, 1, 2",
  });
}

function checkLength(where: string, text: string, longest: number): void {
  if (text.length <= longest) return;
  throw new InputError(`${where} has ${text.length} characters, ${longest} are the most`, {
    where,
    fix: "put the text into a file and upload it",
  });
}

/**
 * The name of an experiment or a model: what a person calls it, without the characters that mean
 * something in an address of a model ("models:/NAME@champion") or no one can see.
 *
 * @throws {InputError} for any other text
 */
export function checkName(kind: string, name: string): void {
  const isPlain = /^[^\p{C}/:\\@]{1,250}$/u.test(name);
  if (isPlain && name.trim() === name && !/^\.+$/.test(name)) return;
  throw new InputError(`"${name.slice(0, 80)}" cannot be the name of ${kind}`, {
    where: `name "${name.slice(0, 80)}"`,
    fix: "use 1 to 250 characters, not / : \\ @, no space at either end",
  });
}

/**
 * An alias: letters, digits, `_` and `-`. "latest" and "v3" read as versions, so they are none.
 *
 * @throws {InputError} for any other text
 */
export function checkAlias(alias: string): void {
  if (/^[A-Za-z0-9_-]{1,255}$/.test(alias) && !/^(latest|v?\d+)$/i.test(alias)) return;
  throw new InputError(`"${alias.slice(0, 80)}" cannot be an alias`, {
    where: `alias "${alias.slice(0, 80)}"`,
    fix: 'use letters, digits, _ and -; "latest" and numbers read as versions',
  });
}

/** The path of an artifact, read as one path only. @throws {InputError} for any other text */
export function checkArtifactPath(path: string): void {
  const isPlain = /^[^\p{C}\\%:*?"<>|]+$/u.test(path);
  if (isPlain && !path.split("/").some((part) => ["", ".", ".."].includes(part))) return;
  throw new InputError(`"${path}" cannot be the path of an artifact`, {
    where: path,
    fix: 'use names joined by "/", without \\ % : * ? " < > |',
  });
}

/** All that is said of a run at once, as far as it is checked. */
interface Entries {
  readonly params?: Readonly<Record<string, string>>;
  readonly metrics?: readonly { readonly key: string; readonly step: number }[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** @throws {InputError} when one of the entries cannot be kept: then none should be written */
export function checkEntries({ params = {}, metrics = [], tags = {} }: Entries): void {
  for (const [key, value] of Object.entries(params)) checkParam(key, value);
  for (const [key, value] of Object.entries(tags)) checkTag(key, value);
  for (const { key, step } of metrics) {
    checkKey("metric", key);
    checkStep(key, step);
  }
}
