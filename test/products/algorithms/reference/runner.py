"""Runs Python solutions: a JSON line {source, entry, calls} in, {results} or {error} out."""

import copy
import json
import sys


def plain(value):
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def answer(job):
    scope = {"__name__": "solution"}
    exec(compile(job["source"], "solution.py", "exec"), scope)
    entry = scope[job["entry"]]
    return [entry(*copy.deepcopy(args)) for args in job["calls"]]


for line in sys.stdin:
    try:
        reply = json.dumps({"results": answer(json.loads(line))}, default=plain)
    except Exception as error:
        reply = json.dumps({"error": f"{type(error).__name__}: {error}"})
    print(reply, flush=True)
