"""Exact SQL for DuckDB, by hand: the Kolmogorov-Smirnov gap of numbers, the counts of categories, and
nothing else. The least that a person would write who wants no library."""

import json
import sys

import duckdb

NUMBERS = ["amount", "balance", "tip", "score", "items"]
CATEGORIES = ["channel", "category", "shop"]

GAP = """
    WITH counted AS (
        SELECT {0} AS v, count(*) AS x, 0 AS y FROM reference WHERE {0} IS NOT NULL GROUP BY v
        UNION ALL
        SELECT {0} AS v, 0, count(*) FROM current WHERE {0} IS NOT NULL GROUP BY v),
    pooled AS (SELECT v, sum(x) AS x, sum(y) AS y FROM counted GROUP BY v),
    below AS (SELECT sum(x) OVER w AS x, sum(y) OVER w AS y FROM pooled WINDOW w AS (ORDER BY v))
    SELECT max(abs(x / (SELECT count({0}) FROM reference) - y / (SELECT count({0}) FROM current)))
    FROM below"""
COUNTS = """
    SELECT v, sum(x)::BIGINT, sum(y)::BIGINT FROM (
        SELECT {0} AS v, count(*) AS x, 0 AS y FROM reference GROUP BY v
        UNION ALL SELECT {0} AS v, 0, count(*) FROM current GROUP BY v) GROUP BY v"""

database = duckdb.connect()
for name, path in zip(["reference", "current"], sys.argv[1:3]):
    database.execute(f"CREATE VIEW {name} AS FROM '{path}'")
gaps = {name: database.execute(GAP.format(name)).fetchone()[0] for name in NUMBERS}
counts = {name: database.execute(COUNTS.format(name)).fetchall() for name in CATEGORIES}
print(json.dumps(gaps | counts))
