import type { Explanation } from "../drift/explain-column.js";
import type { ColumnFindings, NumericFindings } from "../drift/drift-result.js";
import type { BinPlace, ExplainedBin } from "../drift/explain-psi.js";
import type { PlaceInFamily } from "../drift/place-in-family.js";

/** The arithmetic of a column for programs: all numbers that its own are computed from. */
export function explanationDocument(explanation: Explanation): Record<string, unknown> {
  const { column, psi, family, missingFamily, decision } = explanation;
  const { findings, missingTest } = column;
  return {
    psi: psi && {
      smoothing: psi.smoothing,
      bins: psi.bins.map(binDocument),
      K: psi.bins.length,
      s: psi.scale,
      smoothed: psi.smoothed,
      bias: psi.bias,
      debiased: findings?.psi.debiased ?? null,
      p: findings?.psi.p ?? null,
      ci_low: findings?.psi.ciLow ?? null,
      ci_high: findings?.psi.ciHigh ?? null,
    },
    test: findings && testDocument(findings),
    family: family && familyDocument(family),
    missing:
      missingTest && missingFamily
        ? {
            missing_reference: column.missingReference,
            missing_current: column.missingCurrent,
            present_reference: column.nReference,
            present_current: column.nCurrent,
            p_fisher: missingTest.pFisher,
            psi_debiased: missingTest.psi,
            family: familyDocument(missingFamily),
          }
        : null,
    decision,
  };
}

function binDocument({ place, ...bin }: ExplainedBin): Record<string, unknown> {
  return {
    ...placeDocument(place),
    count_reference: bin.countReference,
    count_current: bin.countCurrent,
    share_reference: bin.shareReference,
    share_current: bin.shareCurrent,
    contribution: bin.contribution,
    by_chance: bin.byChance,
    z: bin.z,
  };
}

function placeDocument(place: BinPlace): Record<string, unknown> {
  return "merged" in place ? { merged: place.merged.map(placeDocument) } : { ...place };
}

function testDocument(findings: ColumnFindings): Record<string, unknown> {
  const common = { p: findings.p, p_method: findings.pMethod };
  if (findings.kind !== "numeric") {
    return {
      ...common,
      statistic: findings.chiSquare.statistic,
      dof: findings.chiSquare.dof,
      counts_reference: findings.psi.judged.reference,
      counts_current: findings.psi.judged.current,
      categories: findings.psi.bins.map(({ category }) => category),
    };
  }
  const { ks, split } = findings;
  return {
    ...common,
    D: ks.d,
    ...(!ks.exact && { D_at_most: ks.dAtMost, p_low: findings.pLow }),
    location: ks.location,
    below_reference: ks.below[0],
    below_current: ks.below[1],
    atoms: split && atomsDocument(split),
  };
}

function atomsDocument(split: NonNullable<NumericFindings["split"]>): Record<string, unknown> {
  const { rest } = split;
  return {
    values: split.values,
    counts_reference: split.reference,
    counts_current: split.current,
    p: split.pAtoms,
    rest: rest && {
      n_reference: rest.m,
      n_current: rest.n,
      D: rest.d,
      location: rest.location,
      below_reference: rest.below[0],
      below_current: rest.below[1],
      p: rest.p,
    },
  };
}

function familyDocument({ p, size, rank, steps, adjusted }: PlaceInFamily): object {
  return { p, size, rank, steps, adjusted };
}
