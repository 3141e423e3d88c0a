"""Runs the candidates in turns and prints a table of ratios; called by scale.

usage: scale.py WORKDIR CORPUS ROUNDS
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

from measure import Run, fresh, in_turns, print_runs, ratio

work, corpus, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
text, parquet, lines = corpus + ".jsonl", corpus + ".parquet", corpus + ".txt"
cores = os.cpu_count()
scratch = f"{work}/scale-scratch"


def index(*flags, procs=cores, source=text):
    """The program, from text to a queryable SQLite file."""
    fresh(scratch)
    return Run([f"{work}/graphcov", "index", "--db", f"{scratch}/a.db", "--task", "multiplication", *flags, source], {"GOMAXPROCS": str(procs), "SOURCE_DATE_EPOCH": "0"})


# The result is a table in memory, as the index is one on the disk. Starting
# Python and loading DuckDB is part of the time, some 0.1 s.
DUCKDB = """
import duckdb, sys
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
connection.execute(f"SET threads = {sys.argv[2]}")
connection.execute(f"SET temp_directory = '{sys.argv[3]}'")
connection.execute(f"CREATE TABLE counts AS SELECT scope, hi, lo, count(*) AS occurrences FROM '{sys.argv[1]}' GROUP BY ALL")
print(connection.execute("SELECT count(*), sum(occurrences) FROM counts").fetchone())
"""


def duckdb(stdout=subprocess.DEVNULL):
    fresh(scratch)
    return Run([sys.executable, "-c", DUCKDB, parquet, str(cores), scratch], stdout=stdout)


def sort():
    fresh(scratch)
    command = f"sort -S 4G --parallel={cores} -T '{scratch}' '{lines}' | uniq -c > '{scratch}/counts'"
    return Run(["bash", "-o", "pipefail", "-c", command], {"LC_ALL": "C"})


def count(query):
    out = subprocess.run([f"{work}/graphcov", "sql", "--db", f"{scratch}/a.db", "--format", "json", query], check=True, capture_output=True, text=True)
    return tuple(json.loads(out.stdout)[0].values())


def database():
    """The bytes of the index, in short."""
    with open(f"{scratch}/a.db", "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def first(share):
    """A file of so many documents."""
    part = f"{scratch}-part.jsonl"
    with open(part, "wb") as out:
        subprocess.run(["head", "-n", str(share), text], check=True, stdout=out)
    return part


def parse_and_count(source, workers):
    """The Go benchmark from text to counts in memory, before anything is merged: documents a second, and a CPU second; the best of some runs."""
    out = subprocess.run([os.path.abspath(f"{work}/corpus.test"), "-test.run=^$", f"-test.bench=BenchmarkCount$/workers={workers}$", "-test.benchtime=1x", f"-test.count={max(rounds, 3)}"],
                         check=True, capture_output=True, text=True, cwd="corpus", env={**os.environ, "GRAPHCOV_BENCH_CORPUS": os.path.abspath(source)})
    return [max(float(speed) for speed in re.findall(r"([\d.]+) documents/" + unit, out.stdout)) for unit in ("s", "cpu-s")]


# All count the same; whatever the memory, to the byte.
index()
counted, whole = count("SELECT count(*), sum(occurrences) FROM subgraph"), database()
documents, nodes = count("SELECT documents, nodes FROM corpus")
for memory in ("1GiB", "64MiB"):
    index("--memory", memory)
    if database() != whole:
        sys.exit(f"--memory {memory} makes another index")
with open(f"{work}/scale.out", "w+") as out:
    duckdb(out)
    out.seek(0)
    if out.read().strip() != str(counted):
        sys.exit(f"graphcov counted {counted}, not what DuckDB did")

candidates = {
    "index, text to SQLite": index,
    "index --hash xxh3": lambda: index("--hash", "xxh3"),
    "index --memory 1GiB": lambda: index("--memory", "1GiB"),
    "index --memory 64MiB": lambda: index("--memory", "64MiB"),
    "index on one core": lambda: index("--workers", "1", procs=1),
    "DuckDB, GROUP BY of the keys": duckdb,
    "sort | uniq -c of the keys": sort,
}
runs = in_turns(candidates, rounds)
print(f"{documents:,} documents, {os.path.getsize(text):,} bytes, {nodes:,} operation nodes, {counted[1]:,} keys, {counted[0]:,} distinct")
print_runs(runs, rounds)

whole, duck = "index, text to SQLite", "DuckDB, GROUP BY of the keys"
print("\nratios of seconds, and what is wanted")
print(f"  index / DuckDB           {ratio(runs, whole, duck)}   at most 2.5, better 1")
print(f"  the same, --hash xxh3    {ratio(runs, 'index --hash xxh3', duck)}")
print(f"  index / sort | uniq      {ratio(runs, whole, 'sort | uniq -c of the keys')}   at most 0.33")
print(f"  one core / {cores} cores       {ratio(runs, 'index on one core', whole)}   the whole job")
one, all_cores = (parse_and_count(text, workers)[0] for workers in (1, cores))
print(f"  {cores} cores / one core       {all_cores / one:8.2f}   parse and count: at least 1.8 of 2")

print("\nmicroseconds of CPU a document on one core: parse and count, wanted flat within 15 %, and the whole job")
share = documents
while share >= 1000:
    part = first(share)
    cpu = min(index("--workers", "1", procs=1, source=part).cpu for _ in range(rounds))
    print(f"  of {share:>9,} documents {1e6 / parse_and_count(part, 1)[1]:8.1f} {cpu / share * 1e6:8.1f}")
    share //= 10

# The method in plain Python over networkx, the same counts: of some documents,
# since it would take hours for all.
share = min(documents, 20_000)
part = first(share)
python = [f"{work}/scale-venv/bin/python", f"{os.path.dirname(os.path.abspath(__file__))}/networkx_peer.py", "--count", part]
runs = in_turns({"graphcov": lambda: index("--workers", "1", procs=1, source=part), "networkx": lambda: Run(python)}, rounds)
for scope, counts in json.loads(subprocess.run(python, check=True, capture_output=True, text=True).stdout)["counts"].items():
    ours = count(f"SELECT count(*), sum(documents), sum(occurrences) FROM subgraph WHERE scope = '{scope}'")
    if ours != tuple(counts.values()):
        sys.exit(f"under {scope} graphcov counted {ours}, networkx {counts}")
print(f"\nplain Python with networkx, the same counts of {share:,} documents, one core: {ratio(runs, 'networkx', 'graphcov')} times the seconds of index")
os.remove(part)
shutil.rmtree(scratch)
