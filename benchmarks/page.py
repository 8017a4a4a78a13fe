"""The figures as the part of docs/performance.md that stands between two marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")

TITLES = {
    "start": "Start: the shipped data, held against bare programs",
    "profile": "Profile: where the time of `diff april november` goes, as a table that is piped",
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
    rounds = figures["rounds"] if "stages" in figures else figures["rows"][0]["rounds"]
    yield f"### {TITLES[name]}"
    yield ""
    yield (
        f"{figures['date']}, {figures['machine']}, load {figures['load']} as it began; Python "
        f"{figures['python']}, {versions}; {rounds} rounds."
    )
    yield ""
    if "stages" in figures:
        yield from _stages(figures)
        return
    yield "| run | median s | least to most | CPU s | MB | against | times | times CPU | bound |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |"
    for row in figures["rows"]:
        yield _row(row)
    yield ""
    if "says" in figures:
        yield "| `plancmp diff` says | deepdiff says | terms |"
        yield "| --- | --- | ---: |"
        for said in figures["says"]:
            yield f"| {said['change']} | {said['deepdiff']} | {said['terms']} |"
        yield ""


def _stages(figures: Mapping[str, Any]) -> Iterator[str]:
    *stages, beside = figures["stages"]
    yield f"| stage ({figures['files']} files read, {figures['lines']} lines written) | CPU ms |"
    yield "| --- | ---: |"
    for stage in stages:
        yield f"| {stage['stage']} | {stage['processor_seconds'] * 1000:.0f} |"
    together = sum(stage["processor_seconds"] for stage in stages)
    yield f"| together | {together * 1000:.0f} |"
    yield f"| {beside['stage']} | {beside['processor_seconds'] * 1000:.0f} |"
    yield ""


def _row(row: Mapping[str, Any]) -> str:
    least, most = row["spread"]
    bound = f"{row['bound']}" if row["bound"] else ""
    return (
        f"| {row['run']} | {row['seconds']:.3f} | {least:.3f} to {most:.3f} "
        f"| {row['processor_seconds']:.3f} | {row['memory_bytes'] / 2**20:.0f} | {row['against']} "
        f"| {row['ratio']:.2f} | {row['processor_ratio']:.2f} | {bound} |"
    )
