"""A data folder to code a second time without seeing the first: its questions, not its answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from plancmp.authoring import scaffold
from plancmp.authoring.create import Created, Step, require_empty, require_new
from plancmp.data import yaml_reader, yaml_writer
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.data.json_schema import file_schema
from plancmp.data.keys import TABLES
from plancmp.data.layout import PATHS
from plancmp.data.loader import load_catalog
from plancmp.data.whole_plans import load_plans
from plancmp.data.writing import FileWrite, resolve_inside, write_files
from plancmp.domain.model import Dataset
from plancmp.domain.problems import DataError, PlancmpError

CODEBOOK = ("topics", "vocabularies")
"""The folders that are copied as they are, comments and all."""


def create_coding(folder: DataFolder, target: Path) -> Created:
    """The new folder: the same articles, codebook and provisions, and no report.

    What both are to code by is copied byte for byte. Of articles and plans notes and comments are
    left out, and provisions go by the titles of their topics, as any of them may tell what was
    coded. Killed on the way it is no data folder yet, and the same command goes on.
    """
    require_new([target / "dataset.yaml"])
    if target.resolve().is_relative_to(folder.root.resolve()):
        message = f"{target} is inside of {folder.root}, where nothing reads it; say where with -o"
        raise PlancmpError(f"{message}; nothing was written")
    require_empty(target)
    loaded = load_plans(folder, folder.plans)
    if {*loaded.problems, *load_catalog(folder).problems}:
        message = f"{folder.root} has problems, which plancmp check shows; nothing was written"
        raise DataError(message)
    changes = []
    for file, text in _files(folder, loaded.dataset):
        path = resolve_inside(target, file)
        if not _is_there(path, text):
            changes.append(FileWrite(path, text))
    write_files(changes)
    both = f"plancmp agree {quote(str(folder.root))} {quote(str(target))}"
    then = (
        Step("find what is still wrong", "plancmp check"),
        Step(f"once its plans are coded: {both}"),
    )
    return Created((target,), then)


def _files(folder: DataFolder, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Each file with its text; dataset.yaml, which makes the folder one, at last."""
    for kind in TABLES:
        schema = json.dumps(file_schema(kind), ensure_ascii=False, indent=2)
        yield f"{scaffold.SCHEMAS}/{kind}.json", f"{schema}\n"
    yield "outlets.yaml", _text(folder, "outlets.yaml")
    for under in CODEBOOK:
        for id in folder.ids(under)[0]:
            yield f"{under}/{id}.yaml", _text(folder, f"{under}/{id}.yaml")
    noted = [PATHS["article"].format(id) for id in folder.ids("articles")[0]]
    noted += [PATHS["plan"].format(id) for id in dataset.plans]
    for file in noted:
        data, _ = yaml_reader.parse(_text(folder, file), file)
        yield file, yaml_writer.write({key: data[key] for key in data if key != "note"})
    for provision in dataset.provisions:
        points = [str(point) for point in provision.points] if len(provision.points) > 1 else []
        topic = provision.topic
        text = scaffold.provision(provision.plan, topic, topic.title, points)
        yield provision.location.file, text
    yield "dataset.yaml", _text(folder, "dataset.yaml")


def _text(folder: DataFolder, file: str) -> str:
    raw = folder.read(file)
    assert isinstance(raw, bytes)  # it was loaded
    return raw.decode()


def _is_there(path: Path, text: str) -> bool:
    """Whether a file is there and has this text already."""
    return path.is_file() and read_bytes(str(path))[0] == text.encode()
