"""Every hour: look for drift, and train where there is some. Without drift, training is skipped."""

from datetime import datetime, timezone

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

PROJECT = "/srv/fraud"

# Exit code 99 skips what comes after. Drift (20) goes on; all else, too little data (23) included, fails.
LOOK = """
arlequin drift data/reference.csv data/current.csv --exit-code --json --output drift.json
case $? in 0) exit 99 ;; 20) exit 0 ;; *) exit 1 ;; esac
"""
TRAIN = "arlequin train --data data/current.csv --label column:is_fraud"

with DAG(
    "fraud_drift",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
):
    look = BashOperator(task_id="drift", bash_command=LOOK, cwd=PROJECT)
    train = BashOperator(task_id="train", bash_command=TRAIN, cwd=PROJECT)
    look >> train
