"""LibreOffice without its windows, in the settings of a language, as a person would have it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

LANGUAGES = ("en-US", "de-DE")
CSV = "44,34,76,1,,0,false,true,false"
"""Commas, quotes, UTF-8, the language of the settings, and days and fractions taken for such."""

_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{language}</value></prop>
</item>
</oor:items>
"""

needed = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def converted(source: Path, ending: str, language: str, room: Path) -> Path:
    """The file as LibreOffice opens it and saves it under another ending, in a folder of its own.

    `room` is a folder that keeps its settings from one time to the next.
    """
    profile = room / language
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS.format(language=language))
    out = room / f"{source.stem}-{ending}-{language}"
    filtered = f"csv:Text - txt - csv (StarCalc):{CSV}" if ending == "csv" else ending
    taken = [f"--infilter=CSV:{CSV}"] if source.suffix == ".csv" else []
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *taken]
    ran = subprocess.run(
        [*command, "--convert-to", filtered, "--outdir", str(out), str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    made = out / f"{source.stem}.{ending}"
    assert made.exists(), ran.stdout.decode()
    return made
