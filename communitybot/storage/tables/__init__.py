"""What is stored, table by table; `metadata` is what migrations are compared with."""

from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import MetaData

metadata = MetaData()


def everything() -> MetaData:
    """Return the metadata once every file of this folder has added its tables."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return metadata
