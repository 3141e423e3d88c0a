#!/usr/bin/env python3
"""Parse multiplication scratchpads into networkx graphs and say how long that took.

Usage:
    python3 -m venv venv && venv/bin/pip install networkx
    venv/bin/python networkx_peer.py [--check] [--count] FILE...

    FILE     a JSON array or JSON Lines, plain or gzip; records have either "question" and "prompt" (the scratchpad,
             as published with Faith and Fate) or "prompt" (the question) and "completion" (the scratchpad)
    --check  besides, test every graph (outside the measured time): acyclic, no argument lost to a merged edge
    --count  besides, count the sub-graphs (METHOD.md 2) under step, hop2, full and shape, in dictionaries: the whole
             method, plainly

The peer of graphcov's own benchmark: each scratchpad text becomes one networkx.DiGraph, the computation graph of the
trace (METHOD.md 1, 2 and 3.1). Without --count it only parses to graphs. The last line of output is JSON;
its cpu_seconds and wall_seconds cover reading, decoding and parsing the files to graphs, not the start of Python nor
adding up the graphs' sizes.

Nodes have the attributes op ("source" for input values) and value; edges run argument -> node, the attribute arg is
the argument's position. Values are what the text states, mistakes included; only a product under a carry is not stated
and is the product of the stated factors. An operand whose stated value differs from that of the node it names becomes
a source of its own.
"""

import argparse
import collections
import functools
import gzip
import json
import re
import sys
import time

import networkx as nx

QUESTION = re.compile(r"(\d+) *(?:times|[x*×]) *(\d+)")

# One alternative per kind of line, in groups: the row's place; the step's place, its two factors, the carry added,
# the result, the digit written down, the carry passed on; the partial product.
LINE = re.compile(
    r"^(?:Now, l|L)et's multiply \d+ by the digit in the ([a-z-]+) place"
    r"|^\d+\. (?:"
    r"Multiply \d+ by the digit in the ([a-z-]+) place of [^.]*\.(?: Add the carryover [^.]*\.)?"
    r" This gives \(?(\d+) x (\d+)\)?(?: \+ (\d+))? = (\d+)\. Write down the result (\d+)(?: and carry over the (\d+))?"
    r"|The partial product for this step is [A-Z]+=(\d+))",
    re.MULTILINE,
)
SHIFTED = re.compile(r"([A-Z]+)=(\d+) \(from multiplication by \d+ but shifted [a-z -]+, so it becomes (\d+)\)")
NUMBER = re.compile(r"\d+")

GROUPS = (
    "thousands millions billions trillions quadrillions quintillions sextillions septillions octillions nonillions"
    " decillions undecillions duodecillions tredecillions quattuordecillions quindecillions sexdecillions"
    " septendecillions octodecillions novemdecillions vigintillions"
).split()
PLACES = ["ones", "tens", "hundreds"] + [prefix + group for group in GROUPS for prefix in ("", "ten-", "hundred-")]
PLACE = {name: place for place, name in enumerate(PLACES)}


@functools.cache
def step_labels(j, i):
    """The labels of the nodes that the step for x[i] and y[j] can name, then of those that it can have."""
    named = f"x[{i}]", f"y[{j}]", f"carry[{j},{i - 1}]"
    return *named, f"prod[{j},{i}]", f"sum[{j},{i}]", f"digit[{j},{i}]", f"carry[{j},{i}]"


def row_number(name):
    """A is row 0, B is row 1, .., Z, AA, .."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def scratchpad_graph(question, text):
    """The computation graph of one scratchpad; None where the question is not a multiplication.

    No op takes the same node twice, so that DiGraph, which merges parallel edges, loses none: the arguments of an op
    have different labels by construction (x[i] and y[j]; prod and carry; one digit per place; one row per summand),
    also where their values are equal, and a source of its own has its op and argument position in its label. --check
    verifies it.
    """
    match = QUESTION.search(question)
    if match is None:
        return None
    x = match[1][::-1]
    y = match[2][::-1]
    n, m = len(x), len(y)

    graph = nx.DiGraph()
    add_node = graph.add_node
    edges = []  # added in one go at the end
    values = {}  # of all nodes that an operand may name

    def operand(named, value, user, position):
        """The node that the operand names if it has the stated value, else a source of its own."""
        if values.get(named) == value:
            return named
        label = f"{user}.{position}"
        add_node(label, op="source", value=value)
        return label

    for name, number in ("x", x), ("y", y):
        for place, digit in enumerate(number):
            label = f"{name}[{place}]"
            values[label] = value = int(digit)
            add_node(label, op="source", value=value)

    digits = {}  # (j, i): label of the node that is this digit of row j
    rows = {}  # j: label of the row's partial product, from j = 1 on shifted once the text says so
    j = m  # no row yet
    for row, place, a, b, added, result, written, carried, partial in LINE.findall(text):
        if place:
            i = PLACE.get(place, n)
            if j >= m or i >= n or (j, i) in digits:
                continue  # unaligned
            x_i, y_j, carry_in, prod, total, digit, carry = step_labels(j, i)
            a, b, result = int(a), int(b), int(result)
            edges.append((operand(x_i, a, prod, 0), prod, {"arg": 0}))
            edges.append((operand(y_j, b, prod, 1), prod, {"arg": 1}))
            last = prod
            if added:
                add_node(prod, op="multiply", value=a * b)
                add_node(total, op="add", value=result)
                edges.append((prod, total, {"arg": 0}))
                edges.append((operand(carry_in, int(added), total, 1), total, {"arg": 1}))
                last = total
            else:
                add_node(prod, op="multiply", value=result)
            if n == 1:  # there is no partial[j]
                rows[j] = last
                values[last] = result
            if carried:
                values[carry] = carried = int(carried)
                add_node(digit, op="mod10", value=int(written))
                add_node(carry, op="div10", value=carried)
                edges.append((last, digit, {"arg": 0}))
                edges.append((last, carry, {"arg": 0}))
                last = digit
            digits[j, i] = last
        elif row:
            j = PLACE.get(row, m)
        elif j < m and n > 1 and j not in rows:
            arguments = [digits[j, i] for i in range(n - 1, -1, -1) if (j, i) in digits]
            if arguments:
                rows[j] = label = f"partial[{j}]"
                values[label] = value = int(partial)
                add_node(label, op="concat", value=value)
                edges += [(argument, label, {"arg": position}) for position, argument in enumerate(arguments)]

    if m > 1:
        summary = text[max(text.find("Now, let's sum the "), 0) :]
        for name, stated, result in SHIFTED.findall(summary):
            j = row_number(name)
            label = f"shifted[{j}]"
            if 1 <= j < m and label not in values:
                values[label] = value = int(result)
                add_node(label, op=f"shift_{j}", value=value)
                edges.append((operand(rows.get(j), int(stated), label, 0), label, {"arg": 0}))
                rows[j] = label
        # "48 x 1 + 96 x 10 = 48 + 960 = 1008": the summands are the last side but one
        answer = summary.rpartition("The final answer is ")
        sides = answer[2].split("=")
        numbers = NUMBER.findall(sides[-1])
        if answer[1] and numbers:
            if len(sides) > 2:
                summands = enumerate(NUMBER.findall(sides[-2]))
                arguments = [operand(rows.get(j), int(stated), "product", j) for j, stated in summands]
            else:
                arguments = [rows[j] for j in sorted(rows)]
            if arguments:
                add_node("product", op="add", value=int(numbers[-1]))
                edges += [(argument, "product", {"arg": position}) for position, argument in enumerate(arguments)]
    graph.add_edges_from(edges)
    return graph


def read_records(path):
    """Yields (question, scratchpad) of each record of a file."""
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    text = data.decode()
    if text.lstrip().startswith("["):
        records = json.loads(text)
    else:
        records = (json.loads(line) for line in text.splitlines() if line.strip())
    for record in records:
        if "completion" in record:
            yield record["prompt"], record["completion"]
        else:
            yield record["question"], record["prompt"]


def check(graph):
    """Each op has all its arguments (a merged edge would have lost the earlier position), and there is no cycle."""
    for label, op in graph.nodes(data="op"):
        positions = sorted(position for _, _, position in graph.in_edges(label, data="arg"))
        if positions != list(range(len(positions))) or (op == "source") != (not positions):
            sys.exit(f"{label}: op {op} with arguments {positions}")
    if not nx.is_directed_acyclic_graph(graph):
        sys.exit("a graph with a cycle")


COMMUTATIVE = {"multiply", "add"}


class Counts:
    """In how many graphs the terms of operation nodes occur, by scope, and how often in all.

    Equal terms are one number: a term is the op, the value and the numbers of its arguments' terms, so that none is
    ever spelled out.
    """

    def __init__(self):
        self.numbers = {}  # of terms
        self.documents = collections.defaultdict(collections.Counter)
        self.occurrences = collections.Counter()

    def number(self, *term):
        return self.numbers.setdefault(term, len(self.numbers))

    def add(self, graph):
        seen = collections.defaultdict(set)
        terms = {}  # by node: the numbers of its terms, by scope
        for node in nx.topological_sort(graph):
            op, value = graph.nodes[node]["op"], graph.nodes[node]["value"]
            bare = self.number("=", value)
            if op == "source":
                terms[node] = {"bare": bare, "step": bare, "full": bare, "shape": self.number("_")}
                continue
            edges = sorted(graph.in_edges(node, data="arg"), key=lambda edge: edge[2])
            arguments = [terms[argument] for argument, _, _ in edges]
            mine = {"bare": bare}
            for scope, below in ("step", "bare"), ("hop2", "step"), ("full", "full"), ("shape", "shape"):
                kids = [argument[below] for argument in arguments]
                if op in COMMUTATIVE:
                    kids.sort()
                # A term of another scope never counts as one of this, even where the two are alike.
                mine[scope] = self.number(scope, op, None if scope == "shape" else value, *kids)
                seen[scope].add(mine[scope])
                self.occurrences[scope] += 1
            terms[node] = mine
        for scope, numbers in seen.items():
            self.documents[scope].update(numbers)

    def figures(self):
        return {scope: {"distinct": len(of), "documents": of.total(), "occurrences": self.occurrences[scope]} for scope, of in sorted(self.documents.items())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--count", action="store_true")
    options = parser.parse_args()

    counts = Counts()
    documents = nodes = operation_nodes = edges = skipped = 0
    cpu = -time.process_time()
    wall = -time.perf_counter()
    for path in options.files:
        for question, text in read_records(path):
            graph = scratchpad_graph(question, text)
            if options.count and graph is not None:
                counts.add(graph)

            # The clocks stand still while the sizes are added up.
            cpu += time.process_time()
            wall += time.perf_counter()
            if graph is None:
                skipped += 1
            else:
                documents += 1
                nodes += len(graph)
                operation_nodes += sum(op != "source" for _, op in graph.nodes(data="op"))
                edges += sum(len(users) for _, users in graph.adjacency())
                if options.check:
                    check(graph)
            cpu -= time.process_time()
            wall -= time.perf_counter()
    cpu += time.process_time()
    wall += time.perf_counter()

    if skipped:
        print(f"{skipped} records whose question is no multiplication were skipped", file=sys.stderr)
    figures = {
        "documents": documents,
        "nodes": nodes,
        "operation_nodes": operation_nodes,
        "edges": edges,
        "cpu_seconds": round(cpu, 3),
        "wall_seconds": round(wall, 3),
        "documents_per_cpu_second": round(documents / cpu, 1),
    }
    if options.count:
        figures["counts"] = counts.figures()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
