"""Rules over one plan."""

import re
from collections.abc import Iterator

from plancmp.data.keys import QUOTE_WORDS
from plancmp.domain.model import Dataset, Provision, Report, place_of
from plancmp.domain.problems import ERROR, WARNING
from plancmp.domain.values import ABSENT
from plancmp.rules.base import PLAN, Told, rule


def _reports(dataset: Dataset) -> Iterator[tuple[Provision, Report]]:
    for provision in dataset.provisions:
        for report in provision.reports:
            yield provision, report


@rule(ERROR, PLAN)
def long_quote(dataset: Dataset) -> Iterator[Told]:
    """A quote has more than ten words.

    A quote is the key phrase by which a reader finds the passage, and by which `verify` does. It
    does not stand in for the passage: that belongs to whoever wrote it.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open in spring when the snow has gone
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:4:12: long-quote: the quote has 11 words; allowed: at most 10;
          keep the words that the value rests on

    Good:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open in spring
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    for _, report in _reports(dataset):
        words = len(report.quote.split())
        if words > QUOTE_WORDS:
            yield Told(
                place_of(report, "quote"),
                f"the quote has {words} words",
                f"allowed: at most {QUOTE_WORDS}",
                "keep the words that the value rests on",
            )


@rule(ERROR, PLAN)
def quote_without_paragraph(dataset: Dataset) -> Iterator[Told]:
    """A quote does not say in which paragraph it stands.

    Paragraphs are counted in non-empty lines from 1. Without the number nobody can look the
    passage up, and `verify` cannot hold the quote against it.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:4:12: quote-without-paragraph: the quote has no paragraph;
          allowed: paragraph: N, in non-empty lines from 1; add the line below the quote

    Good:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    for _, report in _reports(dataset):
        if report.quote and report.paragraph is None:
            yield Told(
                place_of(report, "quote"),
                "the quote has no paragraph",
                "allowed: paragraph: N, in non-empty lines from 1",
                "add the line below the quote",
            )


@rule(WARNING, PLAN)
def value_without_quote(dataset: Dataset) -> Iterator[Told]:
    """A report has no quote.

    Its values rest on nothing that a reader, or `verify`, could look up in the article. Where no
    report of an article on a plan has a quote, as when its text is not at hand, that is told once.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:3:5: value-without-quote (warning): the report has no quote;
          add a key phrase of the passage, at most 10 words

    Good:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    by_article: dict[str, list[Report]] = {}
    for _, report in _reports(dataset):
        by_article.setdefault(report.article.id, []).append(report)
    for article, reports in by_article.items():
        bare = [report for report in reports if not report.quote]
        if len(bare) == len(reports) > 1:
            found = f"none of the {len(bare)} reports of {article} has a quote; this is the first"
            bare = bare[:1]
        else:
            found = "the report has no quote"
        for report in bare:
            mend = f"add a key phrase of the passage, at most {QUOTE_WORDS} words"
            yield Told(report.place, found, mend=mend)


@rule(WARNING, PLAN)
def repeated_report(dataset: Dataset) -> Iterator[Told]:
    """Two reports of the same passage give a term the same value.

    The second says nothing new: same article, paragraph, speaker, credit, draft and day. Where the
    passage does say it twice, one report with the better quote is enough.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: herald-1
            quote: will open in spring
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:12:16: repeated-report (warning): opening is yes in the report
          of line 3 already, of the same passage; allowed: each value of a passage once; leave one
          of the two out

    Good:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: herald-1
            speaker: a minister
            quote: will open in spring
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    for provision in dataset.provisions:
        told: dict[object, dict[object, Report]] = {}
        for report in provision.reports:
            passage = (
                report.article.id,
                report.paragraph,
                report.speaker,
                report.via,
                report.draft,
                report.as_of,
            )
            firsts = told.setdefault(passage, {})
            said = [("absent", ABSENT)] if report.absent else report.says.items()
            for name, value in said:
                first = firsts.setdefault((name, value), report)
                if first is not report:
                    absent = report.absent
                    text = "yes" if absent else provision.topic.terms[name].kind.text(value)
                    yield Told(
                        place_of(report, "absent") if absent else report.places[name],
                        f"{name} is {text} in the report of line {first.place.line} already, "
                        "of the same passage",
                        "allowed: each value of a passage once",
                        "leave one of the two out",
                    )


@rule(ERROR, PLAN)
def own_credit(dataset: Dataset) -> Iterator[Told]:
    """A report credits the outlet that published it.

    `via` names on whose word an outlet reports. An outlet that speaks for itself credits nobody; in
    an article that relays as a whole, `via: []` says so.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            via: herald
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:4:10: own-credit: herald is credited in its own article
          herald-1; allowed: another outlet; leave it out

    Good:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            via: wire
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    for _, report in _reports(dataset):
        outlet = report.article.outlet
        if outlet in report.via and "via" in report.keys:
            found = f"{outlet} is credited in its own article {report.article.id}"
            yield Told(place_of(report, "via"), found, "allowed: another outlet", "leave it out")


@rule(WARNING, PLAN)
def relay_without_via(dataset: Dataset) -> Iterator[Told]:
    """A report names another outlet as who says it, and credits nobody.

    Where the speaker names an outlet, the passage is most likely that outlet's reporting. Without
    `via` it counts as an origin of its own, and agreement is overstated.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            speaker: sources who spoke to News Wire
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:4:14: relay-without-via (warning): the speaker is of News
          Wire, and the report has no via; add via: wire, or via: [] where the article speaks for
          itself

    Good:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            via: wire
            speaker: sources who spoke to News Wire
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    names = {
        name: outlet.id
        for outlet in dataset.outlets.values()
        for name in (outlet.name, outlet.short)
    }
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    named = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
    for _, report in _reports(dataset):
        if report.via or "via" in report.keys:
            continue
        found = named.search(report.speaker)
        if found and names[found[0]] != report.article.outlet:
            mend = f"add via: {names[found[0]]}, or via: [] where the article speaks for itself"
            told = f"the speaker is of {found[0]}, and the report has no via"
            yield Told(place_of(report, "speaker"), told, mend=mend)
