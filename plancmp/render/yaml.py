"""A view's data as a YAML file to fill in, which import reads back."""

from plancmp.data import yaml_writer
from plancmp.render import Settings
from plancmp.views.base import View


def render(view: View, settings: Settings) -> str:
    """The view's data."""
    return yaml_writer.write(view.data())
