"""Shapes: what one reads its schema takes, and the reverse, for anything that could be written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from plancmp.data import nested_shapes, shapes
from plancmp.data.keys import TABLES
from plancmp.data.layout import ID
from plancmp.data.option_trees import OptionsTree, options_schema
from plancmp.data.shapes import Key, Shape
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar
from plancmp.domain.folding import word_count
from plancmp.domain.problems import Location
from plancmp.domain.values import RESERVED, ValueFault


def keys_of(keys: tuple[Key, ...]) -> list[Key]:
    return [inner for key in keys for inner in (key, *keys_of(key.shape.keys))]


KEYS = [key for keys in TABLES.values() for key in keys_of(keys)]
USED = {(type(key.shape), key.shape.description): key for key in KEYS}
"""A key of each shape that the files have."""


def pattern(_: Any, wanted: str, data: Any, __: Any) -> Any:
    r"""As in ECMA 262, by which a schema's patterns are read: `\d` is ASCII, `$` the very end."""
    if isinstance(data, str) and not re.search(
        wanted.replace(r"\d", "[0-9]").replace("$", r"\Z"), data
    ):
        yield ValidationError(f"{data!r} is not {wanted}")


Validator: Any = extend(Draft202012Validator, {"pattern": pattern})  # type: ignore[no-untyped-call]


def valid(shape: Shape, data: Any) -> bool:
    schema = {**shape.schema(), "$defs": {"options": options_schema()}}
    return bool(Validator(schema, format_checker=FormatChecker()).is_valid(data))


def placed(data: Any) -> Any:
    """Data as the reader gives it."""
    node: Any
    if isinstance(data, dict):
        node = YamlMapping({placed(key): placed(part) for key, part in data.items()})
    else:
        node = YamlList(map(placed, data)) if isinstance(data, list) else YamlScalar(data)
    node.file, node.line, node.column = "", 0, 0
    return node


def reads(key: Key, data: Any) -> bool:
    try:
        key.shape.read(placed(data), key)
    except ValueFault:
        return False
    return True


# White space is folded as a text is read, and a plain scalar of YAML has none about it
texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("", "a", "a-b", "a--b", "-a", "0", "010", "00", "1", "100", "100.0", "99.999", "9999")
    ),
    st.sampled_from(("2025-11-20", "2025-13-01", "0000-01-01", "2025-2-1", "٢٠٢٥-١١-٢٠", "٣")),
    st.sampled_from(("http://a", "https://a.b/c d", "https:///", "f" * 64, "F" * 64, "yes", "no")),
    st.sampled_from(sorted({w for key in KEYS for w in getattr(key.shape, "words", ())})),
    st.from_regex(ID, fullmatch=True),
    st.lists(st.text("ab", min_size=1, max_size=2), max_size=12).map(" ".join),
).map(lambda text: " ".join(text.split()))
ids = st.from_regex(r"[a-z]{1,3}", fullmatch=True)
written = st.one_of(
    texts, st.lists(texts, max_size=3), st.dictionaries(ids, texts, max_size=3), st.just([["a"]])
)
NESTED = (nested_shapes.MappingOf, nested_shapes.ListOf, OptionsTree)
PLAIN = [key for key in USED.values() if not isinstance(key.shape, NESTED)]


@pytest.mark.parametrize("key", PLAIN, ids=lambda key: str(key.name))
@given(data=written)
def test_what_is_read_is_valid_and_what_is_valid_is_read(key: Key, data: Any) -> None:
    too_long = isinstance(key.shape, shapes.Phrase) and word_count(str(data)) > shapes.QUOTE_WORDS
    # a longer quote is read, and told by its rule: it is still a quote that can be verified
    assert valid(key.shape, data) == (reads(key, data) and not too_long)


trees = st.recursive(
    st.one_of(st.just(""), st.lists(ids, max_size=3)),
    lambda below: st.dictionaries(ids, below, max_size=3),
    max_leaves=8,
)


@given(data=st.one_of(trees, texts))
@example(data=["a", "a"])
@example(data={"a": {"b": ""}, "c": ""})
@example(data={"a": [], "b": ""})
def test_options_that_are_read_are_valid(data: Any) -> None:
    """And the reverse, but for what no schema of JSON can say of a whole tree."""
    key = next(key for key in KEYS if isinstance(key.shape, OptionsTree))
    if isinstance(data, str):
        assert valid(key.shape, data) == bool(ID.fullmatch(data))  # a vocabulary that may be there
        return
    options = list(_options(data))
    said = len(options) == len(set(options)) and not set(options) & set(RESERVED)
    assert reads(key, data) == (valid(key.shape, _pruned(data)) and said and not _alone(data))


def _options(tree: Any) -> list[str]:
    below = tree.values() if isinstance(tree, dict) else ()
    return [*tree, *(option for part in below for option in _options(part))]


def _pruned(tree: Any) -> Any:
    """The same with "" below an option where an empty list or mapping stands, which is read so."""
    if isinstance(tree, dict):
        return {option: _pruned(below) or "" for option, below in tree.items()}
    return tree


def _alone(tree: Any) -> bool:
    """Whether an option stands by itself, at the top or below another."""
    return len(_options(tree)) == 1 or _alone_below(tree)


def _alone_below(tree: Any) -> bool:
    below = tree.values() if isinstance(tree, dict) else ()
    return any(len(part) == 1 or _alone_below(part) for part in below)


PARTS = {
    "terms": {"asks": "Open?", "kind": "text"},
    "reports": {"article": "a", "absent": "yes"},
    "says": "yes",
}


@pytest.mark.parametrize("name", PARTS)
@given(data=st.one_of(texts, st.lists(st.just(None), max_size=2), st.dictionaries(ids, st.none())))
def test_a_list_or_mapping_of_sound_parts_is_read_where_it_is_valid(name: str, data: Any) -> None:
    key = next(key for key in KEYS if key.name == name)
    if isinstance(data, list):
        data = [PARTS[name] for _ in data]
    elif isinstance(data, dict):
        data = dict.fromkeys(data, PARTS[name])
    assert valid(key.shape, data) == reads(key, data)


def test_every_shape_is_used_and_described() -> None:
    found = [*vars(shapes).values(), *vars(nested_shapes).values()]
    every = {thing for thing in found if isinstance(thing, type)}
    concrete = {shape for shape in every if issubclass(shape, Shape)} - {Shape}
    assert concrete | {OptionsTree} == {type(key.shape) for key in KEYS}
    assert all(key.shape.description for key in KEYS)


def test_ids_keep_where_they_stand() -> None:
    credits_ = placed(["a", "b"])
    credits_[1].column = 7
    key = next(key for key in KEYS if isinstance(key.shape, shapes.Ids))
    read = key.shape.read(credits_, key)
    assert read[1].location == Location("", 1, 8)
