"""NannyML's univariate drift in one chunk: Kolmogorov-Smirnov, chi-square, Jensen-Shannon."""

import os
import sys

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"  # it reports every call to its makers, and waits for that
import nannyml
from read_table import CATEGORIES, NUMBERS, read_table

reference, current = (read_table(path) for path in sys.argv[1:3])
calculator = nannyml.UnivariateDriftCalculator(
    column_names=NUMBERS + CATEGORIES,
    treat_as_categorical=CATEGORIES,
    continuous_methods=["kolmogorov_smirnov", "jensen_shannon"],
    categorical_methods=["chi2", "jensen_shannon"],
    chunk_number=1,
)
print(calculator.fit(reference).calculate(current).to_df().to_json())
