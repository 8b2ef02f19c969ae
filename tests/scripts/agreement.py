#!/usr/bin/env python3
"""How far two independent codings of the five articles agree.

Reads docs/codings/first and docs/codings/second, and prints a table in Markdown. With --check, it fails unless docs/dataset.md has
each line of that table.

A unit is what one article says of one party's line on one target. Both coders found it, or one of them alone. Of the units that both
found, the stances are compared: by the share that is the same, and by Krippendorff's alpha for two coders, once with any two different
stances equally far apart (nominal), once by the distance of their scores (interval; silence has no score and is left out).

K. Krippendorff, Content Analysis, 4th edition, chapter 12.
"""

import itertools
import json
import pathlib
import sys
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODINGS = ROOT / "docs" / "codings"
SCORES = {"SUPPORTS": 2, "CONDITIONAL": 1, "OPEN": 0, "NEUTRAL": 0, "SCEPTICAL": -1, "OPPOSES": -2}


def units(coder):
    """(article, party, target) -> the set of stances that the coder saw there."""
    found = {}
    for file in sorted((CODINGS / coder).glob("*.json")):
        for position in json.loads(file.read_text())["positions"]:
            target = position.get("proposal") or position["issue"]
            kind = "proposal" if position.get("proposal") else "issue"
            found.setdefault((file.stem, position["party"], f"{kind} {target}"), set()).add(position["stance"])
    return found


def alpha(pairs, distance):
    """Krippendorff's alpha for units that two coders gave one value each. None if all values are the same."""
    observed = sum(distance(a, b) for a, b in pairs) / len(pairs)
    values = Counter(itertools.chain.from_iterable(pairs))
    n = sum(values.values())
    expected = sum(count * other * distance(a, b) for a, count in values.items() for b, other in values.items()) / (n * (n - 1))
    return None if expected == 0 else 1 - observed / expected


def nominal(a, b):
    return float(a != b)


def interval(a, b):
    return float((SCORES[a] - SCORES[b]) ** 2)


def row(name, first, second):
    both = sorted(first.keys() & second.keys())
    either = first.keys() | second.keys()
    same = [unit for unit in both if first[unit] == second[unit]]
    # Where an article gives a party two stances on one target, the unit has no single value to compare.
    pairs = [(min(first[x]), min(second[x])) for x in both if len(first[x]) == len(second[x]) == 1]
    scored = [pair for pair in pairs if all(stance in SCORES for stance in pair)]
    values = [alpha(pairs, nominal), alpha(scored, interval)] if pairs and scored else [None, None]
    figures = [str(len(first)), str(len(second)), str(len(both)), f"{len(both) / len(either):.2f}", f"{len(same) / len(both):.2f}"]
    return f"| {name} | " + " | ".join(figures + ["-" if x is None else f"{x:.2f}" for x in values]) + " |"


def disagreements(first, second):
    for unit in sorted(first.keys() | second.keys()):
        a, b = first.get(unit), second.get(unit)
        if a != b:
            yield f"{' / '.join(unit)}: {'+'.join(sorted(a)) if a else 'not found'} - {'+'.join(sorted(b)) if b else 'not found'}"


def main():
    first, second = units("first"), units("second")
    lines = [
        "| article | first coder | second coder | both | found by both | same stance | alpha, nominal | alpha, interval |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for article in sorted({unit[0] for unit in first | second}):
        lines.append(row(article, *({u: s for u, s in found.items() if u[0] == article} for found in (first, second))))
    lines.append(row("**all**", first, second))
    print("\n".join(lines))
    if "--check" in sys.argv:
        documented = (ROOT / "docs" / "dataset.md").read_text()
        missing = [line for line in lines if line not in documented]
        if missing:
            sys.exit("docs/dataset.md does not have:\n" + "\n".join(missing))
    else:
        print("\nDisagreements, first - second:\n\n" + "\n".join(disagreements(first, second)))


main()
