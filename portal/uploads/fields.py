"""Model fields that let nothing unverified into the storage, whichever way it came: form, chooser, import, code."""

from __future__ import annotations

from django.core.files.base import File
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from portal.uploads.documents import check_document
from portal.uploads.names import download_name, random_name
from portal.uploads.pictures import clean_picture


class PictureFile(WagtailImageFieldFile):
    """Only what `clean_picture` wrote is stored."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        clean = clean_picture(content)
        super().save(clean.name, clean, save)


class PictureField(WagtailImageField):
    """A file that is nothing but a picture, under a random name."""

    attr_class = PictureFile

    def generate_filename(self, instance, filename: str) -> str:
        return random_name("original_images", filename)


class DocumentFile(FieldFile):
    """Only what `check_document` lets through is stored; its own name is kept beside it."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        check_document(name, content)
        self.instance.download_name = download_name(name)
        super().save(name, content, save)


class DocumentField(FileField):
    """A verified document under a random name."""

    attr_class = DocumentFile

    def generate_filename(self, instance, filename: str) -> str:
        return random_name("documents", filename)
