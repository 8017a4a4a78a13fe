"""The shape of what `--format json` writes, as JSON Schema: the envelope, each command's data."""

from collections.abc import Iterable, Mapping
from typing import Any

from plancmp.domain.changes import Change
from plancmp.domain.problems import ERROR, WARNING
from plancmp.domain.quotes import Outcome
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import FINDINGS, Verdict
from plancmp.render.json import FORMAT
from plancmp.views.outlets import BETWEEN, SPOKEN
from plancmp.views.plans import COUNTS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
POSITIVE: Schema = {"type": "integer", "minimum": 1}


def output_schema() -> Schema:
    """What every output in JSON is valid against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What plancmp writes with --format json",
        **_all_of(
            plancmp=TEXT,
            format={"const": FORMAT},
            command=_words(DATA),
            problems=_list(_ref("problem")),
            data={"type": "object"},
        ),
        "allOf": [
            {
                "if": {"properties": {"command": {"const": command}}},
                "then": {"properties": {"data": _ref(command)}},
            }
            for command in DATA
        ],
        "$defs": {**PARTS, **DATA},
    }


def _all_of(**properties: Schema) -> Schema:
    """An object with these keys, all of them and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _each(items: Schema) -> Schema:
    """An object with any keys, all of whose values are alike."""
    return {"type": "object", "additionalProperties": items}


def _or_null(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "null"}]}


def _words(words: Iterable[str]) -> Schema:
    return {"enum": list(words)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


VERDICT = _words(verdict.value for verdict in Verdict)
_RELATION = _words(relation.value for relation in Relation)
_OUTCOME = _words(outcome.value for outcome in Outcome)
CHANGE = _words(change.value for change in Change)

_JUDGED = {"verdict": VERDICT, "reason": TEXT}
_TERM = {"term": TEXT, "asks": TEXT}
_SEVERITY = _words((ERROR, WARNING))
_RULE = {"rule": TEXT, "severity": _SEVERITY, "scope": TEXT, "says": TEXT}
_POINT = _or_null(POSITIVE)
_POINTS: Mapping[str, Schema] = {"point": _POINT, "points": _list(POSITIVE)}
_OUTLETS = _list(TEXT)
_COMPARED = {"outlets": _OUTLETS, "left_out": _OUTLETS}
_HIDDEN = _or_null(_all_of(outlets=COUNT, contradictions=COUNT, findings=_list(TEXT)))
_VALUES = _list(_ref("value"))

_PLAN: Mapping[str, Schema] = {
    "plan": TEXT,
    "title": TEXT,
    "date": _or_null(DAY),
    "points": _POINT,
    "drafts": _list(TEXT),
    **dict.fromkeys(COUNTS, COUNT),
    "covering": _OUTLETS,
}
_PROVISION: Mapping[str, Schema] = dict(
    plan=TEXT,
    topic=TEXT,
    **_POINTS,
    title=TEXT,
    **_JUDGED,
    origins=COUNT,
    terms=_list(_ref("term")),
    silent=_OUTLETS,
    not_found=_OUTLETS,
    not_covering=_OUTLETS,
    all_outlets=_all_of(**_JUDGED, terms=_list(_ref("term"))),
)
_CLAIMS = _list(_ref("claim"))
_ENTRY = {"text": TEXT, "condition": _or_null(TEXT), "origins": COUNT, "claims": _CLAIMS}

PARTS: Mapping[str, Schema] = {
    "problem": _all_of(
        file=TEXT,
        line=_or_null(POSITIVE),
        column=_or_null(POSITIVE),
        rule=TEXT,
        found=TEXT,
        allowed=_or_null(TEXT),
        mend=_or_null(TEXT),
    ),
    "claim": _all_of(
        outlet=TEXT,
        relayed=FLAG,
        article=TEXT,
        date=_or_null(DAY),
        speaker=_or_null(TEXT),
        via=_OUTLETS,
        quote=_or_null(TEXT),
        paragraph=_or_null(POSITIVE),
        note=_or_null(TEXT),
        file=TEXT,
        line=COUNT,
    ),
    "value": _all_of(text=TEXT, draft=_or_null(TEXT), claims=_CLAIMS),
    "term": _all_of(**_TERM, **_JUDGED, origins=COUNT, values=_VALUES),
    "side": _list(_all_of(**_ENTRY)),
    "counts": _all_of(total=COUNT, **dict.fromkeys(BETWEEN, COUNT)),
    "pair": _all_of(outlets=_list(TEXT), terms=_ref("counts"), shared_origin=_ref("counts")),
    "finding": _all_of(
        id=TEXT,
        plan=TEXT,
        topic=TEXT,
        **_POINTS,
        **_TERM,
        verdict=_words(verdict.value for verdict in FINDINGS),
        reason=TEXT,
        origins=COUNT,
        values=_VALUES,
    ),
    "change": _all_of(
        topic=TEXT,
        title=TEXT,
        group=TEXT,
        change=CHANGE,
        points=_all_of(before=_POINT, after=_POINT),
        related=_list(TEXT),
        terms=_list(
            _all_of(
                **_TERM,
                change=CHANGE,
                sources=_all_of(before=COUNT, after=COUNT),
                before=_ref("side"),
                after=_ref("side"),
                elsewhere=_list(_all_of(plan=TEXT, draft=_or_null(TEXT), **_ENTRY)),
                pairs=_list(_all_of(before=TEXT, after=TEXT, relation=_RELATION)),
            )
        ),
    ),
}

DATA: Mapping[str, Schema] = {
    "plans": _all_of(
        title=TEXT,
        plans=_list(_all_of(**_PLAN)),
    ),
    "show": _all_of(
        plan=TEXT,
        draft=_or_null(TEXT),
        title=TEXT,
        **_COMPARED,
        hidden=_HIDDEN,
        unreported_points=_list(POSITIVE),
        provisions=_list(
            _all_of(
                topic=TEXT,
                **_POINTS,
                title=TEXT,
                **_JUDGED,
                terms=_list(_all_of(term=TEXT, **_JUDGED)),
                cells=_each(
                    _list(_all_of(term=TEXT, text=TEXT, relayed=FLAG, draft=_or_null(TEXT)))
                ),
                silent=_OUTLETS,
                not_found=_OUTLETS,
                not_covering=_OUTLETS,
            )
        ),
    ),
    "sources": _all_of(**_COMPARED, provisions=_list(_all_of(**_PROVISION))),
    "diff": _all_of(
        plans=_list(TEXT),
        **_COMPARED,
        changes=_list(_ref("change")),
        not_compared=_list(TEXT),
    ),
    "conflicts": _all_of(
        plans=_list(TEXT),
        **_COMPARED,
        hidden=_HIDDEN,
        findings=_list(_ref("finding")),
    ),
    "outlets": _all_of(
        plans=_list(TEXT),
        outlets=_list(
            _all_of(
                outlet=TEXT,
                articles=_list(TEXT),
                provisions=_all_of(
                    possible=COUNT,
                    reported=COUNT,
                    left_out=COUNT,
                    not_found=COUNT,
                    own=COUNT,
                    relayed=COUNT,
                ),
                claims=_all_of(total=COUNT, own_words=COUNT, crediting=COUNT, relayed=COUNT),
                values=_all_of(total=COUNT, **{verdict.value: COUNT for verdict in SPOKEN}),
            )
        ),
        left_out=_OUTLETS,
        pairs=_list(_ref("pair")),
    ),
    "check": {
        "anyOf": [
            _all_of(
                plans=_list(TEXT),
                files=COUNT,
                errors=COUNT,
                warnings=COUNT,
                whole=FLAG,
                problems=_list(
                    _all_of(
                        file=TEXT,
                        line=_or_null(POSITIVE),
                        column=_or_null(POSITIVE),
                        severity=_SEVERITY,
                        rule=TEXT,
                        found=TEXT,
                        allowed=_or_null(TEXT),
                        mend=_or_null(TEXT),
                    )
                ),
            ),
            _all_of(rules=_list(_all_of(**_RULE))),
            _all_of(**_RULE, why=_list(TEXT), bad=TEXT, told=_list(TEXT), good=TEXT),
        ]
    },
    "verify": _all_of(
        verified=COUNT,
        of=COUNT,
        outcomes=_all_of(**{outcome.value: COUNT for outcome in Outcome}),
        articles=_list(
            _all_of(
                article=TEXT,
                outcome=_OUTCOME,
                sha256=_or_null(TEXT),
                text=_or_null(TEXT),
                verified=COUNT,
                of=COUNT,
            )
        ),
        quotes=_list(
            _all_of(
                plan=TEXT,
                topic=TEXT,
                article=TEXT,
                quote=TEXT,
                paragraph=_or_null(POSITIVE),
                outcome=_OUTCOME,
                text=_or_null(TEXT),
                found_in=_list(POSITIVE),
                nearest=_or_null(
                    _all_of(
                        paragraph=POSITIVE,
                        words=TEXT,
                        differences=_list(_all_of(quote=TEXT, text=TEXT)),
                    )
                ),
                file=TEXT,
                line=COUNT,
            )
        ),
        passed_over=_list(TEXT),
    ),
    "search": _all_of(
        words=_list(TEXT),
        plans=_list(TEXT),
        hits=_list(
            _all_of(
                kind=_words(("provision", "plan", "article", "outlet")),
                id=TEXT,
                plan=_or_null(TEXT),
                topic=_or_null(TEXT),
                go_on=_list(TEXT),
                matches=_list(
                    _all_of(
                        what=TEXT,
                        term=_or_null(TEXT),
                        text=TEXT,
                        found=_list(TEXT),
                        outlet=_or_null(TEXT),
                        via=_OUTLETS,
                        speaker=_or_null(TEXT),
                        article=_or_null(TEXT),
                        paragraph=_or_null(POSITIVE),
                        file=_or_null(TEXT),
                        line=_or_null(COUNT),
                    )
                ),
            )
        ),
    ),
    "brief": _all_of(
        title=TEXT,
        plans=_list(_all_of(**_PLAN, verdicts=_each(COUNT))),
        compared=_OUTLETS,
        left_out=_OUTLETS,
        outlets=_list(_all_of(outlet=TEXT, name=TEXT, short=TEXT, kind=TEXT)),
        articles=_list(
            _all_of(
                article=TEXT,
                outlet=TEXT,
                title=TEXT,
                date=_or_null(DAY),
                date_known=_or_null(TEXT),
                covers=_list(TEXT),
                via=_OUTLETS,
                address=_or_null(TEXT),
                note=_or_null(TEXT),
            )
        ),
        findings=_list(_ref("finding")),
        changes=_or_null(_list(_ref("change"))),
        pairs=_list(_ref("pair")),
        one_origin=_list(
            _all_of(
                origin=_OUTLETS,
                terms=_list(_all_of(plan=TEXT, topic=TEXT, term=TEXT, verdict=VERDICT)),
            )
        ),
        silence=_list(
            _all_of(
                plan=TEXT,
                outlet=TEXT,
                provisions=COUNT,
                speaks=COUNT,
                silent=_list(TEXT),
                not_found=_list(TEXT),
                no_article=_list(TEXT),
            )
        ),
        provisions=_list(
            _all_of(
                **_PROVISION,
                topic_title=TEXT,
                group=TEXT,
                cells=_each(_all_of(verdict=VERDICT, terms=COUNT, relayed=FLAG)),
            )
        ),
    ),
}
"""The data of each command, by its name."""
