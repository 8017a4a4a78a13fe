"""The rules that data is held to: one registry for `check`, its help, the docs and the tests."""

from collections.abc import Mapping
from operator import attrgetter

from plancmp.domain.model import frozen
from plancmp.domain.problems import ERROR, WARNING, PlancmpError, RuleId
from plancmp.rules import articles, coding, outlets, repeats, reports, texts, topics
from plancmp.rules.base import ALL_PLANS, CATALOG, FILES, PLAN, READING, Rule
from plancmp.text import none_called

ROWS = (
    *(Rule(id, ERROR, READING) for id in RuleId),
    Rule("checked-lapsed", WARNING, PLAN, reports.checked_lapsed),
    Rule("compared-without-article", WARNING, ALL_PLANS, outlets.compared_without_article),
    Rule("covers-without-report", WARNING, ALL_PLANS, articles.covers_without_report),
    Rule("dated-before-source", WARNING, CATALOG, articles.dated_before_source),
    Rule("day-from-uncertain-date", WARNING, PLAN, coding.day_from_uncertain_date),
    Rule("empty-word", WARNING, FILES, texts.empty_word),
    Rule("future-date", ERROR, CATALOG, articles.future_date),
    Rule("garbled-text", ERROR, FILES, texts.garbled_text),
    Rule("hidden-sign", WARNING, FILES, texts.hidden_sign),
    Rule("limiter-apart", WARNING, CATALOG, coding.limiter_apart),
    Rule("long-quote", ERROR, PLAN, reports.long_quote),
    Rule("lost-in-comment", WARNING, FILES, texts.lost_in_comment),
    Rule("own-credit", ERROR, PLAN, reports.own_credit),
    Rule("quote-without-paragraph", ERROR, PLAN, reports.quote_without_paragraph),
    Rule("relay-without-via", WARNING, PLAN, reports.relay_without_via),
    Rule("repeated-name", ERROR, CATALOG, repeats.repeated_name),
    Rule("repeated-question", ERROR, CATALOG, repeats.repeated_question),
    Rule("repeated-report", WARNING, PLAN, reports.repeated_report),
    Rule("repeated-title", ERROR, CATALOG, repeats.repeated_title),
    Rule("same-questions", WARNING, CATALOG, repeats.same_questions),
    Rule("title-of-one-voice", WARNING, PLAN, coding.title_of_one_voice),
    Rule("undated-article", WARNING, CATALOG, articles.undated_article),
    Rule("unread-file", WARNING, FILES, texts.unread_file),
    Rule("unreported-term", WARNING, ALL_PLANS, topics.unreported_term),
    Rule("unused-article", WARNING, ALL_PLANS, articles.unused_article),
    Rule("unused-option", WARNING, ALL_PLANS, topics.unused_option),
    Rule("unused-topic", WARNING, ALL_PLANS, topics.unused_topic),
    Rule("value-without-quote", WARNING, PLAN, reports.value_without_quote),
    Rule("whole-without-fingerprint", ERROR, CATALOG, articles.whole_without_fingerprint),
    Rule("wording-choice", WARNING, CATALOG, coding.wording_choice),
)
"""Every rule: those of reading, which have no check, and those that have one."""

RULES: Mapping[str, Rule] = frozen({row.id: row for row in sorted(ROWS, key=attrgetter("id"))})
"""Every rule by its id, in the order of ids."""


def find_rule(id: str) -> Rule:
    """The rule of this id.

    Raises PlancmpError where there is none, which names those with ids like it.
    """
    if id not in RULES:
        raise PlancmpError(none_called("rule", id, RULES, "plancmp check --list shows them"))
    return RULES[id]
