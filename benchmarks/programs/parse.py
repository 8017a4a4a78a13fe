"""Parse every YAML file of a folder with PyYAML's C loader and do nothing else.

python parse.py FOLDER PROCESSES LOADER
"""

import multiprocessing
import sys
from pathlib import Path

import yaml

LOADERS: dict[str, type[yaml.CSafeLoader | yaml.CBaseLoader]] = {
    "safe": yaml.CSafeLoader,
    "base": yaml.CBaseLoader,
}


def parse(paths: list[Path]) -> int:
    """Parse files one after the other; how many there were."""
    loader = LOADERS[sys.argv[3]]
    for path in paths:
        yaml.load(path.read_bytes(), loader)
    return len(paths)


if __name__ == "__main__":
    files = sorted(Path(sys.argv[1]).rglob("*.yaml"))
    parts = [files[start : start + 61] for start in range(0, len(files), 61)]
    if sys.argv[2] == "1":
        print(sum(map(parse, parts)))
    else:
        with multiprocessing.get_context("fork").Pool(int(sys.argv[2])) as pool:
            print(sum(pool.imap_unordered(parse, parts)))
