import { InputError } from "../../core/errors.js";

/**
 * The URL path of a job: "folder/retrain" becomes "job/folder/job/retrain", each name encoded. What
 * a browser's address shows, "job/folder/job/retrain", is understood, too. A branch of a
 * multibranch job is named as Jenkins names it, "repository/feature%2Fx".
 *
 * @throws {InputError} when a name is empty
 */
export function jobPath(job: string): string {
  const names = jobNames(job);
  if (names.length === 0 || names.some((name) => name.trim() === "")) {
    const fix = "write the job's full name, a job in a folder as folder/job";
    throw new InputError(`"${job}" is no name of a Jenkins job`, { where: "--job", fix });
  }
  return names.map((name) => `job/${encodeURIComponent(name)}`).join("/");
}

/** The names along the way to a job, outermost folder first. */
export function jobNames(job: string): readonly string[] {
  const trimmed = job.replace(/^\/+|\/+$/g, "");
  const fromAddress = /^job\/[^/]+(\/job\/[^/]+)*$/.test(trimmed);
  if (!fromAddress) return trimmed.split("/");
  return trimmed
    .split("/")
    .filter((_, index) => index % 2 === 1)
    .map((name) => decodeURIComponent(name));
}
