"""Evidently's preset for data drift, with its defaults."""

import sys

from evidently import Report
from evidently.presets import DataDriftPreset
from read_table import read_table

reference, current = (read_table(path) for path in sys.argv[1:3])
print(Report([DataDriftPreset()]).run(current, reference).json())
