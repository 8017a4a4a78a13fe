"""The figures as the part of docs/performance.md that stands between two marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")

TITLES = {
    "start": "Start: the shipped data, held against bare programs",
    "profile": "Profile: where the time goes",
    "size": "Size: two plans asked for in a folder of many",
    "whole": "Whole: every plan, against PyYAML alone on the same files in two processes",
    "once": "Once: what holds every claim, or hands them on",
    "quotes": "Quotes: wrong ones, against the same texts with quotes that stand in them",
    "neighbours": "Neighbours: the shipped plans, one file each, compared by other tools",
}


def written(figures: Mapping[str, Any]) -> str:
    """The sections that there are figures of, between the marks."""
    lines = [line for name in TITLES if name in figures for line in _section(name, figures[name])]
    return MARKS[0] + "\n" + "\n".join(lines) + "\n" + MARKS[1]


def _section(name: str, figures: Mapping[str, Any]) -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in figures["versions"].items())
    yield f"### {TITLES[name]}"
    yield ""
    yield (
        f"{figures['date']}, {figures['machine']}, load {figures['load']} as it began; Python "
        f"{figures['python']}, {versions}."
    )
    yield ""
    for profile in figures.get("profiles", ()):
        yield from _profile(profile)
    if "rows" in figures:
        yield (
            "| run | median s | least to most | CPU s | MB | against | times | times CPU | bound "
            "| rounds |"
        )
        yield "| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | --- | ---: |"
        yield from map(_row, figures["rows"])
        yield ""
    if "once" in figures:
        yield f"| run once, {figures['plans']:,} plans | s | MB, all processes together |"
        yield "| --- | ---: | ---: |"
        for row in figures["once"]:
            yield f"| {row['run']} | {row['seconds']:.1f} | {row['memory_bytes'] / 2**20:,.0f} |"
        yield ""
    if "claims" in figures:
        yield from _slopes(figures)
    if "says" in figures:
        yield from _says(figures["says"])


def _profile(profile: Mapping[str, Any]) -> Iterator[str]:
    stages = profile["stages"]
    whole = len(stages) - profile["beside"]
    rounds = profile["rounds"]
    yield f"| {profile['title']}; the least of {rounds} processes | CPU ms |"
    yield "| --- | ---: |"
    yield from (f"| {stage} | {seconds * 1000:.1f} |" for stage, seconds in stages[:whole])
    if profile.get("sums", True):
        together = sum(seconds for _, seconds in stages[:whole])
        yield f"| together | {together * 1000:.1f} |"
    for stage, seconds in stages[whole:]:
        yield f"| *beside it:* {stage} | {seconds * 1000:.1f} |"
    yield ""


def _slopes(figures: Mapping[str, Any]) -> Iterator[str]:
    """What a million claims more cost, from the two sizes that were measured."""
    rows = figures["rows"]
    less, more = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    few, many = figures["claims"]
    millions = (many - few) / 1e6
    yield f"From {few:,} claims to {many:,}, a million claims more take:"
    yield ""
    yield "| command | s | CPU s | MB |"
    yield "| --- | ---: | ---: | ---: |"
    for small, large in zip(less, more, strict=True):
        slopes = (
            (large[key] - small[key]) / millions
            for key in ("seconds", "processor_seconds", "memory_bytes")
        )
        seconds, work, memory = slopes
        name = small["run"].partition(",")[0]
        yield f"| {name} | {seconds:.1f} | {work:.1f} | {memory / 2**20:.0f} |"
    yield ""


def _says(says: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    tools = [key for key in says[0] if key not in ("change", "terms")]
    yield f"| `plancmp diff` says | of terms | {' | '.join(f'{tool} says' for tool in tools)} |"
    yield "| --- | ---: " + "| --- " * len(tools) + "|"
    for row in says:
        cells = (
            "; ".join(f"{kinds} ({count})" for kinds, count in row[tool].items()) for tool in tools
        )
        yield f"| {row['change']} | {row['terms']} | {' | '.join(cells)} |"
    yield ""


def _row(row: Mapping[str, Any]) -> str:
    least, most = row["spread"]
    met = "met" if row["bound"] and row["ratio"] <= row["bound"] else "missed"
    bound = f"{row['bound']}, {met}" if row["bound"] else ""
    return (
        f"| {row['run']} | {row['seconds']:.3f} | {least:.3f} to {most:.3f} "
        f"| {row['processor_seconds']:.3f} | {row['memory_bytes'] / 2**20:.0f} | {row['against']} "
        f"| {row['ratio']:.2f} | {row['processor_ratio']:.2f} | {bound} | {row['rounds']} |"
    )
