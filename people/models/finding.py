"""What people are found by: derived from employees and posts by `people.finding.index`, never edited by hand."""

from django.db import models
from django.db.models import Q


class Begins(models.Lookup):
    """`word__begins="ив"`: a prefix that the index answers on both databases.

    Django's `startswith` is a LIKE that SQLite cannot use an index for, and a range would follow the locale on PostgreSQL.
    """

    lookup_name = "begins"

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        _, (prefix,) = self.process_rhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*column_params, prefix, *column_params, f"{prefix}\U0010ffff"]

    def as_postgresql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        _, (prefix,) = self.process_rhs(compiler, connection)
        return f"{column} LIKE %s", [*column_params, f"{connection.ops.prep_for_like_query(prefix)}%"]


class FoldedField(models.CharField):
    """A folded word, see `portal.search.normal.fold`."""


FoldedField.register_lookup(Begins)


class SearchWord(models.Model):
    """A folded word by which somebody is found, and what it is of that person."""

    class Field(models.IntegerChoices):
        SURNAME = 1, "фамилия"
        NAME = 2, "имя"
        PATRONYMIC = 3, "отчество"
        FORMER_SURNAME = 4, "прежняя фамилия"
        NUMBER = 5, "табельный номер"
        PHONE = 6, "телефон"
        POSITION = 7, "должность"
        UNIT = 8, "подразделение"
        TOWN = 9, "город"
        HELP = 10, "чем помогает"

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="words")
    field = models.PositiveSmallIntegerField(choices=Field.choices)
    word = FoldedField(max_length=80)

    class Meta:
        verbose_name = "слово для поиска"
        verbose_name_plural = "слова для поиска"
        constraints = [models.UniqueConstraint(fields=("employee", "word", "field"), name="one_word_per_field")]
        indexes = [
            models.Index(
                fields=["word", "field", "employee"],
                name="word_field_employee",
                opclasses=["varchar_pattern_ops", "int2_ops", "int8_ops"],
            )
        ]

    def __str__(self):
        return self.word


class Spelling(models.Model):
    """A word of the index, and what is left of it without one letter: two words one typo apart have such a rest in common."""

    rest = models.CharField(max_length=80, db_index=True)
    word = models.CharField(max_length=80)

    class Meta:
        verbose_name = "написание"
        verbose_name_plural = "написания"
        constraints = [
            models.UniqueConstraint(fields=("word", "rest"), name="one_spelling"),
            models.CheckConstraint(condition=~Q(word=""), name="spelling_of_a_word"),
        ]

    def __str__(self):
        return f"{self.rest} → {self.word}"


class HelpTopic(models.Model):
    """One line of «могу помочь с…» of one person, for the filter of the directory."""

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="topics")
    key = models.CharField(max_length=80, db_index=True)
    label = models.CharField(max_length=80)

    class Meta:
        verbose_name = "чем помогает"
        verbose_name_plural = "чем помогают"
        constraints = [models.UniqueConstraint(fields=("employee", "key"), name="one_topic_per_person")]

    def __str__(self):
        return self.label
