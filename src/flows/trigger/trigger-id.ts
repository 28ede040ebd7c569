import type { DriftEvidence, EvidenceSide } from "./drift-evidence.js";

/**
 * The id of what sets off a retraining: SHA-256 over the hashes of both inputs, the policy, alpha,
 * the verdict and the drifted columns. It leaves out what differs between two runs over the same
 * data, such as timings, so that a retry has the id of the first attempt. Where an input has no
 * hash, its name and number of rows stand for it.
 *
 * @returns 64 hexadecimal digits
 */
export async function evidenceId(evidence: DriftEvidence): Promise<string> {
  const { reference, current, policy, alpha, verdict, driftedColumns } = evidence;
  const inputs = [reference, current].map(inputIdentity);
  return sha256Hex(JSON.stringify([inputs, policy, alpha, verdict, [...driftedColumns].sort()]));
}

/** The id of a retraining that a person asks for: no evidence, so that each is one of its own. */
export async function byHandId(target: string, now: Date): Promise<string> {
  return sha256Hex(JSON.stringify(["by hand", target, now.toISOString()]));
}

function inputIdentity({ sha256, source, rows }: EvidenceSide): unknown {
  return sha256 ?? [source, rows];
}

async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
