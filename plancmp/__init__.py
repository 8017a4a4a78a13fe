"""plancmp compares what news outlets report about the provisions of a proposed peace plan.

What `__all__` names is public, and docs/python.md shows its use. All else is private: it
may change at any time.
"""

__version__ = "0.1.0"
__all__ = [
    "Change",
    "PlancmpError",
    "Verdict",
    "__version__",
    "claims",
    "compare",
    "explain",
    "judge",
    "load",
    "unguarded",
]

TYPE_CHECKING = False  # as type checkers know it; importing typing would take longer than all else
if TYPE_CHECKING:
    from plancmp.api import (
        Change,
        PlancmpError,
        Verdict,
        claims,
        compare,
        explain,
        judge,
        load,
        unguarded,
    )
else:

    def __getattr__(name: str) -> object:
        """A public name, whose module is imported when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module("plancmp.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
