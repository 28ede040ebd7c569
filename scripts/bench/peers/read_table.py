"""The table of the benchmarks as a data frame, without what no peer compares."""

import pandas

NUMBERS = ["amount", "balance", "tip", "score", "items"]
CATEGORIES = ["channel", "category", "shop"]


def read_table(path):
    if path.endswith(".csv"):
        return pandas.read_csv(path, usecols=NUMBERS + CATEGORIES)
    return pandas.read_parquet(path, columns=NUMBERS + CATEGORIES)
