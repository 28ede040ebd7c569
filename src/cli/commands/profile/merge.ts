import { Command } from "@commander-js/extra-typings";
import { InputError } from "../../../core/errors.js";
import { mergeProfiles } from "../../../drift/profile/merge-profiles.js";
import { readProfile } from "../../../drift/profile/read-profile.js";
import type { Context } from "../../context.js";
import { openSession, withCommonOptions } from "../../session.js";
import { answerProfile } from "./answer-profile.js";

const MANUAL = `
The counts are those that a profile of all rows together would have, in whatever order it is merged.

Examples:
  $ arlequin profile merge april.json may.json --output spring.json
  $ arlequin profile merge week-*.json --json > month.json`;

/** `arlequin profile merge`: the profile of several tables put together. */
export function mergeCommand(context: Context) {
  const command = new Command("merge")
    .description("put the profiles of several tables together")
    .argument("<profiles...>", "files that arlequin profile has written");
  return withCommonOptions(command)
    .addHelpText("after", MANUAL)
    .action(async (paths, options, called) => {
      const session = openSession(context, options);
      const profiles = [];
      for (const path of paths)
        profiles.push(readProfile(await context.files.readText(path), path));
      const [first, ...others] = profiles;
      if (first === undefined) throw new InputError("no profile is named", { fix: "name two" });
      const merged = others.reduce(mergeProfiles, first);
      await answerProfile(session, merged, options, called.getOptionValueSource("format"));
    });
}
