"""A table whose header no layout has: of subjects (科目), of named rows, of projects or of purchases."""

from desktop.layouts.form.spec import Form
from desktop.outside.source_files import SourceTable
from desktop.published.recognise import Recognised
from desktop.published.subjects import lists, names, sides, tables


def recognised(source: SourceTable, form: Form) -> Recognised | None:
    """Return a table with what its words mean; None where it is plainly none that is known."""
    found = tables.recognised(source, form)
    if found is None and (named := names.with_codes(source)):
        found = tables.recognised(named, form)
    return found or names.empty(source, form) or sides.recognised(source, form) or lists.recognised(source, form)
