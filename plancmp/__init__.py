"""plancmp compares what news outlets report about the provisions of a proposed peace plan."""

__version__ = "0.1.0"
