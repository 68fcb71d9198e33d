"""Run one workload in this process and print its rows as JSON on the last line."""

import json
import logging
import sys

import structlog

from benchmarks.__main__ import run_one

if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))  # as `run` does
    print(json.dumps(run_one(sys.argv[1])))
