"""pandas and scipy, by hand, with the statistics that drift gives: of every column a test with its p
adjusted over the columns, PSI, Jensen-Shannon and chi-square or Wasserstein, quartiles."""

import json
import sys

import numpy
from read_table import CATEGORIES, NUMBERS, read_table
from scipy import stats
from scipy.spatial.distance import jensenshannon

BINS = 10


def distances(before, after):
    p, q = ((counts + 0.5) / (counts.sum() + 0.5 * len(counts)) for counts in (before, after))
    psi = float(((q - p) * numpy.log(q / p)).sum())
    return {"psi": psi, "jensen_shannon": float(jensenshannon(p, q))}


def compare_numbers(x, y):
    x, y = x.dropna().to_numpy(), y.dropna().to_numpy()
    test = stats.ks_2samp(x, y)
    edges = numpy.unique(numpy.quantile(x, numpy.arange(1, BINS) / BINS))
    counts = [
        numpy.bincount(numpy.searchsorted(edges, side), minlength=len(edges) + 1) for side in (x, y)
    ]
    return {
        "p": float(test.pvalue),
        "ks": float(test.statistic),
        **distances(*counts),
        "wasserstein": float(stats.wasserstein_distance(x, y)),
        "quartiles": [numpy.quantile(side, [0, 0.25, 0.5, 0.75, 1]).tolist() for side in (x, y)],
    }


def compare_categories(x, y):
    counts = x.value_counts().to_frame("x").join(y.value_counts().rename("y"), how="outer").fillna(0)
    test = stats.chi2_contingency(counts.to_numpy().T)
    shares = distances(counts["x"].to_numpy(), counts["y"].to_numpy())
    return {"p": float(test.pvalue), "chi_square": float(test.statistic), **shares}


reference, current = (read_table(path) for path in sys.argv[1:3])
found = {name: compare_numbers(reference[name], current[name]) for name in NUMBERS}
found |= {name: compare_categories(reference[name], current[name]) for name in CATEGORIES}
adjusted = stats.false_discovery_control([column["p"] for column in found.values()])
for column, p in zip(found.values(), adjusted):
    column["adjusted"] = float(p)
print(json.dumps(found))
