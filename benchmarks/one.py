"""Run one workload in this process and print its rows as JSON on the last line."""

import json
import sys

from benchmarks.__main__ import run_one
from communitybot.logs import quiet_logs

if __name__ == "__main__":
    quiet_logs()  # as `run` does
    print(json.dumps(run_one(sys.argv[1])))
