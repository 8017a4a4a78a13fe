"""The rules that data is held to: one registry for `check`, its help, the docs and the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from plancmp.domain.problems import ERROR, WARNING, PlancmpError, RuleId
from plancmp.rules import coding, corpus, plan, shared
from plancmp.rules.base import ALL_PLANS, PLAN, READING, SHARED, Rule
from plancmp.text import did_you_mean

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            Rule(RuleId.ALIAS, ERROR, READING),
            Rule(RuleId.BAD_ID, ERROR, READING),
            Rule(RuleId.BAD_VALUE, ERROR, READING),
            Rule(
                RuleId.COMPARED_WITHOUT_ARTICLE, WARNING, ALL_PLANS, corpus.compared_without_article
            ),
            Rule(RuleId.COVERS_WITHOUT_REPORT, WARNING, ALL_PLANS, corpus.covers_without_report),
            Rule(RuleId.DATED_BEFORE_SOURCE, WARNING, SHARED, shared.dated_before_source),
            Rule(RuleId.DAY_FROM_UNCERTAIN_DATE, WARNING, PLAN, coding.day_from_uncertain_date),
            Rule(RuleId.ENCODING, ERROR, READING),
            Rule(RuleId.FUTURE_DATE, ERROR, SHARED, shared.future_date),
            Rule(RuleId.LIMITER_APART, WARNING, SHARED, coding.limiter_apart),
            Rule(RuleId.LONG_QUOTE, ERROR, PLAN, plan.long_quote),
            Rule(RuleId.MISSING_KEY, ERROR, READING),
            Rule(RuleId.NOT_COVERED, ERROR, READING),
            Rule(RuleId.OLD_FORMAT, ERROR, READING),
            Rule(RuleId.OWN_CREDIT, ERROR, PLAN, plan.own_credit),
            Rule(RuleId.QUOTE_WITHOUT_PARAGRAPH, ERROR, PLAN, plan.quote_without_paragraph),
            Rule(RuleId.RELAY_WITHOUT_VIA, WARNING, PLAN, plan.relay_without_via),
            Rule(RuleId.REPEATED_KEY, ERROR, READING),
            Rule(RuleId.REPEATED_NAME, ERROR, SHARED, shared.repeated_name),
            Rule(RuleId.REPEATED_QUESTION, ERROR, SHARED, shared.repeated_question),
            Rule(RuleId.REPEATED_REPORT, WARNING, PLAN, plan.repeated_report),
            Rule(RuleId.REPEATED_TITLE, ERROR, SHARED, shared.repeated_title),
            Rule(RuleId.REPEATED_TOPIC, ERROR, READING),
            Rule(RuleId.SAME_QUESTIONS, WARNING, SHARED, shared.same_questions),
            Rule(RuleId.STRAY_FILE, ERROR, READING),
            Rule(RuleId.SYNTAX, ERROR, READING),
            Rule(RuleId.TAG, ERROR, READING),
            Rule(RuleId.TITLE_OF_ONE_VOICE, WARNING, PLAN, coding.title_of_one_voice),
            Rule(RuleId.UNDATED_ARTICLE, WARNING, SHARED, shared.undated_article),
            Rule(RuleId.UNKNOWN_ID, ERROR, READING),
            Rule(RuleId.UNKNOWN_KEY, ERROR, READING),
            Rule(RuleId.UNREADABLE, ERROR, READING),
            Rule(RuleId.UNREPORTED_TERM, WARNING, ALL_PLANS, corpus.unreported_term),
            Rule(RuleId.UNUSED_ARTICLE, WARNING, ALL_PLANS, corpus.unused_article),
            Rule(RuleId.UNUSED_OPTION, WARNING, ALL_PLANS, corpus.unused_option),
            Rule(RuleId.UNUSED_TOPIC, WARNING, ALL_PLANS, corpus.unused_topic),
            Rule(RuleId.VALUE_WITHOUT_QUOTE, WARNING, PLAN, plan.value_without_quote),
            Rule(RuleId.VIA_LOOP, ERROR, READING),
            Rule(RuleId.WHOLE_WITHOUT_SHA256, ERROR, SHARED, coding.whole_without_sha256),
            Rule(RuleId.WORDING_CHOICE, WARNING, SHARED, coding.wording_choice),
            Rule(RuleId.WRONG_TYPE, ERROR, READING),
        )
    }
)
"""Every rule by its id, in the order of ids."""


def find_rule(id: str) -> Rule:
    """The rule of this id.

    Raises PlancmpError where there is none, which names those with ids like it.
    """
    if id not in RULES:
        hint = did_you_mean(id, RULES) or "plancmp check --list shows them"
        raise PlancmpError(f"no rule is called {id}; {hint}")
    return RULES[id]
