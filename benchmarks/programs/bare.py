"""A bare Typer program of two commands."""

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def one() -> None:
    """Do nothing."""


@app.command()
def two() -> None:
    """Do nothing."""


if __name__ == "__main__":
    app()
