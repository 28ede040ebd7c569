import { Chalk, type ChalkInstance } from "chalk";

/** Colours, where they are wanted: chalk alone does not heed NO_COLOR. */
export function colours(wanted: boolean): ChalkInstance {
  return new Chalk({ level: wanted ? 1 : 0 });
}

/** Text without control characters: what a data file holds must not steer a terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what we look for
  return text.replace(/\t/g, " ").replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "\uFFFD");
}
