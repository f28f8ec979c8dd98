"""Queries whose SQL is made once in a process; each call gives them other values.

Building a queryset and its SQL costs several times what the database needs to answer
it. For the few queries that stand behind every page that work is done once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)

# Values that no real query has: where they come out among the SQL's parameters, the
# values of a call go in.
MOMENTS = datetime(1999, 9, 9, 9, 9, 9, tzinfo=UTC)
IDS = 999_999_999_999_000


class Compiled(NamedTuple):
    sql: str
    parameters: tuple[Any, ...]
    places: dict[int, str]  # Where in the parameters which value goes.
    names: list[str]  # Of the columns, as the model's attributes.
    converters: list[tuple[int, list[Any], Any]]


class Statement(Generic[Row]):
    """A queryset made by `build(**values)`; calling it with values returns its rows.

    The values are moments and ids; nothing else about the query may depend on them.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        self._build = build
        self._compiled: Compiled | None = None
        self._model: type[Row]

    def __call__(self, **values: datetime | int) -> list[Row]:
        made = self._compiled or self._compile(values)
        parameters = list(made.parameters)
        for place, name in made.places.items():
            parameters[place] = _adapted(values[name])
        with connection.cursor() as cursor:
            cursor.execute(made.sql, parameters)
            rows = [list(row) for row in cursor.fetchall()]
        for place, converters, expression in made.converters:
            for row in rows:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return [self._row(made.names, row) for row in rows]

    def _row(self, names: list[str], values: list[Any]) -> Row:
        """What Model.from_db() makes, without asking each field and two signals."""
        row = self._model.__new__(self._model)
        row._state = ModelState()
        row._state.adding = False
        row._state.db = connection.alias
        row.__dict__.update(zip(names, values, strict=True))
        return row

    def _compile(self, values: dict[str, datetime | int]) -> Compiled:
        marks: dict[str, datetime | int] = {
            name: MOMENTS + timedelta(seconds=place)
            if isinstance(value, datetime)
            else IDS + place
            for place, (name, value) in enumerate(values.items())
        }
        queryset = self._build(**marks)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        names = {_adapted(mark): name for name, mark in marks.items()}
        fields = compiler.klass_info["select_fields"]
        columns = [compiler.select[place][0] for place in fields]
        converters = compiler.get_converters(columns)
        self._model = queryset.model
        self._compiled = Compiled(
            sql=sql,
            parameters=tuple(parameters),
            places={
                place: names[value]
                for place, value in enumerate(parameters)
                if value in names
            },
            names=[column.target.attname for column in columns],
            converters=[(place, *found) for place, found in converters.items()],
        )
        return self._compiled


def _adapted(value: datetime | int) -> Any:
    """The value as the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
