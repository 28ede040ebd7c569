import type { PolicyName } from "./drift-result.js";
import { calibrated } from "./policies/calibrated.js";
import { classic } from "./policies/classic.js";
import { evidently } from "./policies/evidently.js";
import type { Policy } from "./policies/policy.js";

/** The rules by name. */
export const POLICIES: Readonly<Record<PolicyName, Policy>> = { calibrated, classic, evidently };
