"""Runs the candidates in turns and prints a table of ratios; called by run.

usage: compare.py WORKDIR [ROUNDS]
"""

import glob
import json
import os
import re
import resource
import statistics
import subprocess
import sys

work = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
files = sorted(glob.glob(os.environ["GRAPHCOV_DATA"] + "/faith-and-fate/multiplication_*.json.gz"))
here = os.path.dirname(os.path.abspath(__file__))


def child_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def networkx():
    """Text to networkx graphs, without counting: documents a CPU second."""
    out = subprocess.run([f"{work}/venv/bin/python", f"{here}/networkx_peer.py", *files], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def in_memory():
    """Text to counts in memory, one worker: the Go benchmark's documents a CPU second."""
    out = subprocess.run([f"{work}/corpus.test", "-test.run=^$", "-test.bench=BenchmarkCount$/workers=1$", "-test.benchtime=8x"],
                         check=True, capture_output=True, text=True, cwd=f"{here}/../../corpus")
    return float(re.search(r"([\d.]+) documents/cpu-s", out.stdout)[1])


def whole_process(documents, operations):
    """The program, from text to a queryable SQLite file: documents a CPU second."""
    db = f"{work}/bench.db"
    if os.path.exists(db):
        os.remove(db)
    before = child_cpu()
    subprocess.run([f"{work}/graphcov", "index", "--workers", "1", "--db", db, "--task", "multiplication", *files],
                   check=True, stdout=subprocess.DEVNULL)
    cpu = child_cpu() - before
    counted = subprocess.run([f"{work}/graphcov", "sql", "--db", db, "--format", "json", "SELECT documents, nodes FROM corpus"],
                             check=True, capture_output=True, text=True)
    corpus = json.loads(counted.stdout)[0]
    if (corpus["documents"], corpus["nodes"]) != (documents, operations):
        sys.exit(f"graphcov counted {corpus}, networkx {documents} documents and {operations} operation nodes")
    os.remove(db)
    return documents / cpu


def spread(values):
    return f"{statistics.median(values):10,.0f}  [{min(values):,.0f}, {max(values):,.0f}]"


peer, memory, process = [], [], []
for _ in range(rounds):
    result = networkx()
    peer.append(result["documents_per_cpu_second"])
    memory.append(in_memory())
    process.append(whole_process(result["documents"], result["operation_nodes"]))

# The published files' own totals, which a Go test (TestPublishedScratchpads)
# asserts of our graphs: the peer must build the same ones.
published = {"documents": 13891, "nodes": 488187, "edges": 730134}
if result["documents"] == published["documents"] and {k: result[k] for k in published} != published:
    sys.exit(f"networkx has {result}, our graphs {published}")
print(f"{result['documents']:,} documents, {result['nodes']:,} nodes, {result['edges']:,} edges; {rounds} rounds")
print("documents a CPU second: median [least, most]; ratio of each round to networkx, median")
base = statistics.median(peer)
for name, values in (("networkx: text to graphs", peer), ("graphcov: text to counts in memory", memory), ("graphcov: whole process to SQLite", process)):
    ratio = statistics.median(v / p for v, p in zip(values, peer))
    print(f"  {name:36} {spread(values):32} {ratio:6.2f}")
