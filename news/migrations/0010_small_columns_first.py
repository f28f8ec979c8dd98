"""SQLite reads a row from its beginning: what lists show stands before the long texts.

With the texts in between, each card of a list costs some ten pages of the file. On
PostgreSQL long texts lie outside their rows, and the order of columns says nothing.
"""

from django.db import migrations
from django.db.migrations.operations.base import Operation

LONG = ("card", "head", "html", "body", "data")


class ColumnsLast(Operation):
    """Move these columns to the end of their table."""

    reversible = True

    def __init__(self, model_name, columns):
        self.model_name = model_name
        self.columns = columns

    def deconstruct(self):
        return (
            self.__class__.__name__,
            [],
            {"model_name": self.model_name, "columns": self.columns},
        )

    def state_forwards(self, app_label, state):
        model = state.models[app_label, self.model_name]
        last = {name: model.fields.pop(name) for name in self.columns}
        model.fields.update(last)
        state.reload_model(app_label, self.model_name, delay=True)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            model = to_state.apps.get_model(app_label, self.model_name)
            schema_editor._remake_table(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nobody needs the old order back."""

    def describe(self):
        return f"Move long columns of {self.model_name} behind the others"


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0009_edition_changes'),
    ]

    operations = [
        ColumnsLast('edition', LONG),
    ]
