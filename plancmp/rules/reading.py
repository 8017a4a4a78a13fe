"""The pages of the rules that the loader holds files to as it reads them, for every command."""

from collections.abc import Iterable

from plancmp.domain.problems import ERROR
from plancmp.rules.base import READING, Told, rule


@rule(ERROR, READING)
def syntax(_: object) -> Iterable[Told]:
    """A file is no YAML, or more of it than data needs.

    Most often a line is indented otherwise than the lines beside it, a quotation mark is not
    closed, or a text that holds ": " or begins with a sign stands without quotation marks. One
    document to a file, words as keys, and no more than 40 levels are read.

    Bad:
        == topics/border.yaml
        title: The border: open or shut
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no

    Told:
        topics/border.yaml:1:18: syntax: mapping values are not allowed in this context; see the
          YAML just before this place

    Good:
        == topics/border.yaml
        title: "The border: open or shut"
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
    """
    return ()


@rule(ERROR, READING)
def encoding(_: object) -> Iterable[Told]:
    """A file is not written in UTF-8.

    Any other encoding would turn letters into others without a word. UTF-8 may begin with a byte
    order mark, and lines may end as on Windows.

    Bad:
        == outlets.yaml in latin-1
        herald:
          name: Café Herald
          kind: newspaper
        wire:
          name: News Wire
          kind: agency

    Told:
        outlets.yaml:2:12: encoding: this is not UTF-8; allowed: UTF-8; save it as such

    Good:
        == outlets.yaml in utf-8-sig
        herald:
          name: Café Herald
          kind: newspaper
        wire:
          name: News Wire
          kind: agency
    """
    return ()


@rule(ERROR, READING)
def unreadable(_: object) -> Iterable[Told]:
    """A file cannot be read: it is a folder, a pipe, a link, too large, or closed to us.

    Links are not followed, so that nothing outside the data folder is read, and no file of more
    than a megabyte is.

    Bad:
        == plans/spring/plan.yaml is a folder

    Told:
        plans/spring/plan.yaml: unreadable: is no regular file; allowed: a file of at most
          1,048,576 bytes

    Good:
        == plans/spring/plan.yaml
        title: The spring plan
    """
    return ()


@rule(ERROR, READING)
def alias(_: object) -> Iterable[Told]:
    """A file has an anchor or an alias.

    What is meant twice is written twice: a reader sees it where it stands, and no file can grow
    beyond what it holds.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says: &same
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/spring/01-border.yaml:6:11: alias: the anchor &same; write the value out: anchors
          and aliases are not used here

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
    return ()


@rule(ERROR, READING)
def tag(_: object) -> Iterable[Told]:
    """A file has a tag, such as `!!str`.

    Every scalar is the text that is written, and what it means is said by its key: no tag is
    needed to keep `no` from becoming false.

    Bad:
        == dataset.yaml
        format: !!str 1
        title: An example
        outlets: [herald, wire]

    Told:
        dataset.yaml:1:9: tag: the tag tag:yaml.org,2002:str; every scalar is text here: leave the
          tag out

    Good:
        == dataset.yaml
        format: 1
        title: An example
        outlets: [herald, wire]
    """
    return ()


@rule(ERROR, READING)
def repeated_key(_: object) -> Iterable[Told]:
    """A key stands twice in one mapping.

    YAML's readers mostly keep the last of the two and say nothing. Here the first is kept, and the
    second told.

    Bad:
        == plans/spring/plan.yaml
        title: The spring plan
        points: 3
        title: The plan of spring

    Told:
        plans/spring/plan.yaml:3:1: repeated-key: the key title again; it stands in line 1
          already; allowed: each key once; remove one of the two

    Good:
        == plans/spring/plan.yaml
        title: The spring plan
        points: 3
    """
    return ()


@rule(ERROR, READING)
def unknown_key(_: object) -> Iterable[Told]:
    """A key is not one of those that stand there.

    Most often it is mistyped, or indented otherwise than it is meant.

    Bad:
        == plans/spring/plan.yaml
        titel: The spring plan
        title: The spring plan
        points: 3

    Told:
        plans/spring/plan.yaml:1:1: unknown-key: there is no key titel; allowed: title, date,
          points, drafts, note; did you mean title?

    Good:
        == plans/spring/plan.yaml
        title: The spring plan
        points: 3
    """
    return ()


@rule(ERROR, READING)
def missing_key(_: object) -> Iterable[Told]:
    """A key that must stand there does not.

    So must a title, a question, an article's outlet and the plans it covers; a report has either
    `says` or `absent`; `date` and `date-known` go together.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        date: 2025-03-02
        date-known: page
        covers: spring

    Told:
        articles/herald-1.yaml:1:1: missing-key: title is missing; add it: its headline; in
          [brackets] where the text at hand has none

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
    """
    return ()


@rule(ERROR, READING)
def wrong_type(_: object) -> Iterable[Told]:
    """What stands under a key is not written as the key wants it.

    A list stands where text is wanted, a date is no day of the calendar, a count no number.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2 March 2025
        date-known: page
        covers: spring

    Told:
        articles/herald-1.yaml:3:7: wrong-type: 2 March 2025 is not a day written YYYY-MM-DD;
          allowed: a day, such as 2025-11-20

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
    """
    return ()


@rule(ERROR, READING)
def bad_value(_: object) -> Iterable[Told]:
    """A value is none that its term's kind and options allow, or a setting contradicts another.

    The forms of each kind stand in the description of the format. An option must be one of the
    term's; a range must not end before it begins.

    Bad:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: maybe
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

    Told:
        plans/spring/01-border.yaml:7:16: bad-value: maybe is neither yes nor no; allowed: yes or
          no or unspecified

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
              opening: unspecified
    """
    return ()


@rule(ERROR, READING)
def bad_id(_: object) -> Iterable[Told]:
    """A name cannot be an id.

    Ids name files and are typed on the command line: lower-case letters, digits and single hyphens,
    a topic's beginning with a letter. A provision's file may begin with its point in two digits.

    Bad:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
          For Goods:
            asks: Would it be opened for goods?
            kind: yes-no

    Told:
        topics/border.yaml:7:3: bad-id: For Goods is no id; allowed: lower-case letters, digits
          and single hyphens

    Good:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
    """
    return ()


@rule(ERROR, READING)
def unknown_id(_: object) -> Iterable[Told]:
    """A name leads to nothing: no such outlet, article, plan, topic, term, draft or vocabulary.

    Where the file it leads to is there but cannot be used, that file's own problem is told instead.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: [spring, sprung]

    Told:
        articles/herald-1.yaml:5:18: unknown-id: there is no plan sprung; did you mean spring?

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: [spring]
    """
    return ()


@rule(ERROR, READING)
def not_covered(_: object) -> Iterable[Told]:
    """A report of a plan names an article that does not cover the plan.

    What an article covers decides whether its outlet is silent on a provision, or had nothing to be
    silent about.

    Bad:
        == plans/autumn/plan.yaml
        title: The autumn plan
        == plans/autumn/border.yaml
        title: A border shut
        reports:
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        plans/autumn/border.yaml:3:14: not-covered: the article wire-1 does not cover autumn; it
          covers spring

    Good:
        == articles/wire-1.yaml
        outlet: wire
        title: Plan leaves the border shut
        date: 2025-03-01
        date-known: page
        covers: [spring, autumn]
        == plans/autumn/plan.yaml
        title: The autumn plan
        == plans/autumn/border.yaml
        title: A border shut
        reports:
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    return ()


@rule(ERROR, READING)
def stray_file(_: object) -> Iterable[Told]:
    """A file or folder stands where nothing reads it.

    What is meant to be data and has the wrong name would be missed in silence. Names that begin
    with a dot are left alone, and so are files beside `dataset.yaml` that are not YAML.

    Bad:
        == topics/bridge.yml
        title: The bridge

    Told:
        topics/bridge.yml: stray-file: nothing reads bridge.yml; allowed: ID.yaml

    Good:
        == README.md
        What this data is.
    """
    return ()


@rule(ERROR, READING)
def repeated_topic(_: object) -> Iterable[Told]:
    """A plan has two provisions on one topic.

    What a plan says on a topic stands in one file, whatever the points it says it in.

    Bad:
        == plans/spring/03-border.yaml
        title: More on the border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes

    Told:
        plans/spring/03-border.yaml: repeated-topic: a second provision on border, beside
          plans/spring/01-border.yaml; allowed: one to a topic

    Good:
        == plans/spring/plan.yaml
        title: The spring plan
        points: 3
    """
    return ()


@rule(ERROR, READING)
def via_loop(_: object) -> Iterable[Told]:
    """Outlets relay each other in a circle, or one relays itself.

    Every claim comes from somewhere. One outlet of the circle had it first: its article has no
    `via`.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
        via: wire
        == articles/wire-1.yaml
        outlet: wire
        title: Plan leaves the border shut
        date: 2025-03-02
        date-known: page
        covers: spring
        via: herald

    Told:
        articles/herald-1.yaml:6:6: via-loop: via goes round in a loop: herald → wire → herald;
          end it at who had it first

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
        via: wire
    """
    return ()
