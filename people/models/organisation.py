"""The company's units and the places where people work."""

from django.db import models
from treebeard.mp_tree import MP_Node


class Place(models.Model):
    """A town, and an address in it where people work. Separate from the subdivision: a unit may span towns."""

    town = models.CharField("город", max_length=80, db_index=True)
    address = models.CharField("адрес", max_length=200, blank=True)

    class Meta:
        verbose_name = "место работы"
        verbose_name_plural = "места работы"
        ordering = ["town", "address"]
        constraints = [models.UniqueConstraint(fields=("town", "address"), name="one_place_per_address")]

    def __str__(self):
        return f"{self.town}, {self.address}" if self.address else self.town


class Subdivision(MP_Node):
    """A unit of the company in the tree of units."""

    name = models.CharField("название", max_length=200)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    about = models.TextField("чем занимается", max_length=1000, blank=True)
    phone = models.CharField("телефон", max_length=40, blank=True)
    email = models.EmailField("электронная почта", blank=True)

    node_order_by = ["name"]

    class Meta:
        verbose_name = "подразделение"
        verbose_name_plural = "подразделения"

    def __str__(self):
        return self.name
