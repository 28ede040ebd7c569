/** The library: the numeric core, free of I/O. */
export { ArlequinError, InputError, UndefinedError } from "./core/errors.js";
export { seededRandom, type Random } from "./core/random.js";
