import type { TableProfile } from "../../../drift/profile/table-profile.js";
import { profileReport, profileText } from "../../../report/profile.js";
import type { CommonOptions, Session } from "../../session.js";

/**
 * Hand over a profile. A file of it is JSON unless another form is asked for: that is the form that can be
 * compared with.
 *
 * @param origin where the value of --format comes from, as commander names it
 */
export async function answerProfile(
  session: Session,
  profile: TableProfile,
  { json, format, output }: CommonOptions,
  origin: string | undefined,
): Promise<void> {
  const isAsked = origin !== undefined && origin !== "default";
  const isFile = output !== undefined && output !== "-";
  const isJson = json === true || format === "json" || (isFile && !isAsked);
  if (isJson) await session.answerText(profileText(profile));
  else await session.answer(profileReport(profile));
}
