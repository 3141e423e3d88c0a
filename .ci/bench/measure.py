"""What the parts of the bench have in common: running a program, and saying what it took."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time


class Run:
    """What a process, with its children, took: seconds, seconds of CPU, bytes at its peak."""

    def __init__(self, args, env=(), stdout=subprocess.DEVNULL):
        start = time.perf_counter()
        child = subprocess.Popen(args, env={**os.environ, **dict(env)}, stdout=stdout)
        _, status, used = os.wait4(child.pid, 0)
        self.wall = time.perf_counter() - start
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss << 10
        if status != 0:
            sys.exit(f"{args} failed")


def fresh(directory):
    """An empty directory."""
    shutil.rmtree(directory, ignore_errors=True)
    os.mkdir(directory)


def in_turns(candidates, rounds):
    """Runs every candidate once a round: the runs by name."""
    runs = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            runs[name].append(run())
    return runs


def spread(values, form="{:.2f}"):
    """The median with the least and the most."""
    median, least, most = (form.format(v) for v in (statistics.median(values), min(values), max(values)))
    return f"{median:>8}  [{least}, {most}]"


def ratio(runs, a, b, of="wall"):
    """Of the seconds of a to those of b, round by round."""
    return spread([getattr(x, of) / getattr(y, of) for x, y in zip(runs[a], runs[b])])


def print_runs(runs, rounds):
    """A line for each candidate, and before them when and where they ran."""
    print(f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, {rounds} rounds in turns; medians [least, most]")
    print(f"{'':36} {'seconds':>26} {'CPU seconds':>12} {'peak MiB':>9}")
    for name, done in runs.items():
        cpu, peak = (statistics.median(getattr(run, of) for run in done) for of in ("cpu", "peak"))
        print(f"{name:36} {spread([run.wall for run in done]):>26} {cpu:12.2f} {peak / 2**20:9,.0f}")
