"""Commands built when they are asked for: to build all of them takes longer than to run one."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info, get_command_name


class _Commands(Mapping[str, Any]):
    """The commands of a program by their names, each built once."""

    def __init__(self, registered: Mapping[str, Any], built: Mapping[str, Any]) -> None:
        self._registered = registered
        self._built = dict(built)

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = get_command_from_info(
                self._registered[name], pretty_exceptions_short=False, rich_markup_mode=None
            )
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._registered, **self._built})

    def __len__(self) -> int:
        return len({**self._registered, **self._built})


def on_demand(program: typer.Typer) -> None:
    """Have the program build each of the commands registered with it when it is asked for."""
    registered = {
        info.name or get_command_name(info.callback.__name__): info
        for info in program.registered_commands
        if info.callback
    }

    class Group(TyperGroup):
        def __init__(self, commands: Mapping[str, Any], **rest: Any) -> None:
            super().__init__(**rest)
            self.commands: Any = _Commands(registered, commands)

        def list_commands(self, ctx: Any) -> list[str]:
            return list(self.commands)

    program.registered_commands = []
    program.info.cls = Group
