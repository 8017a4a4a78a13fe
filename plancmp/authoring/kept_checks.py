"""What a second person has decided on, kept where only a name of it was changed."""

from plancmp.authoring.renamings import FileTexts
from plancmp.data import yaml_edit
from plancmp.data.yaml_edit import Edit
from plancmp.domain.model import Dataset
from plancmp.domain.second_checks import lapsed


def keep_checks(texts: FileTexts, before: Dataset, after: Dataset) -> None:
    """Give checks that hold before a change of names the fingerprints of their claims after it.

    Nothing is to be done for provisions whose id is another, or that were merged with others: their
    claims have the fingerprints that they had.
    """
    provisions = {provision.id: provision for provision in before.provisions}
    for provision in after.provisions:
        was = provisions.get(provision.id)
        if was is None or len(was.reports) != len(provision.reports):
            continue
        fresh: dict[yaml_edit.KeyPath, str] = {}
        for place, (old, new) in enumerate(zip(was.reports, provision.reports, strict=True)):
            gone, now = dict(lapsed(was, old)), dict(lapsed(provision, new))
            # paired by their order; where one is lost, reading all of it back finds that
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
