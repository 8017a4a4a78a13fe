"""The figures as the part of docs/performance.md that stands between two marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")

TITLES = {
    "start": "Start: the shipped data, held against bare programs",
    "size": "Size: two plans asked for in a folder of many",
    "whole": "Whole: every plan, against PyYAML alone on the same files, in two processes",
    "neighbours": "Neighbours: the shipped plans, one file each, compared by other tools",
}


def written(figures: Mapping[str, Any]) -> str:
    """The sections that there are figures of, between the marks."""
    lines = [line for name in TITLES if name in figures for line in _section(name, figures[name])]
    return MARKS[0] + "\n" + "\n".join(lines) + "\n" + MARKS[1]


def _section(name: str, figures: Mapping[str, Any]) -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in figures["versions"].items())
    rounds = figures["rows"][0]["rounds"]
    yield f"### {TITLES[name]}"
    yield ""
    yield (
        f"{figures['date']}, {figures['machine']}, load {figures['load']} as it began; Python "
        f"{figures['python']}, {versions}; {rounds} rounds."
    )
    yield ""
    yield "| run | median s | least to most | CPU s | MB | against | times | times CPU | bound |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |"
    for row in figures["rows"]:
        yield _row(row)
    yield ""
    if "says" in figures:
        yield "| of what `plancmp diff` says, named by | topics | terms | characters |"
        yield "| --- | ---: | ---: | ---: |"
        for said in figures["says"]:
            characters = f"{said['characters']:,}" if "characters" in said else ""
            yield f"| {said['tool']} | {said['topics']} | {said['terms']} | {characters} |"
        yield ""


def _row(row: Mapping[str, Any]) -> str:
    least, most = row["spread"]
    bound = f"{row['bound']}" if row["bound"] else ""
    return (
        f"| {row['run']} | {row['seconds']:.3f} | {least:.3f} to {most:.3f} "
        f"| {row['processor_seconds']:.3f} | {row['memory_bytes'] / 2**20:.0f} | {row['against']} "
        f"| {row['ratio']:.2f} | {row['processor_ratio']:.2f} | {bound} |"
    )
