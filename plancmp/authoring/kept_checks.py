"""What a second person has decided on, kept where no more than a name is another."""

from plancmp.authoring.renamings import Texts
from plancmp.data import yaml_edit
from plancmp.data.yaml_edit import Edit
from plancmp.domain.model import Dataset
from plancmp.domain.second_checks import lapsed


def keep_checks(texts: Texts, before: Dataset, after: Dataset) -> None:
    """Let the checks that hold before a change of names hold of the same claims after it.

    Provisions that are moved or made one with others say the same, fingerprints and all.
    """
    provisions = {provision.id: provision for provision in before.provisions}
    for provision in after.provisions:
        was = provisions.get(provision.id)
        if was is None or len(was.reports) != len(provision.reports):
            continue
        fresh: dict[yaml_edit.Path, str] = {}
        for place, (old, new) in enumerate(zip(was.reports, provision.reports, strict=True)):
            gone, now = dict(lapsed(was, old)), dict(lapsed(provision, new))
            # in their order; where one is lost, it is told when all of it is read back
            for then, term in zip(old.checked, new.checked, strict=False):
                if then not in gone and now.get(term):
                    fresh["reports", place, "checked", term, "of"] = now[term]
        file = provision.location.file
        texts.edit(
            file,
            [
                Edit(s.start, s.end, fresh[s.path])
                for s in (texts.scalars(file) if fresh else ())
                if s.path in fresh and not s.is_key
            ],
        )
