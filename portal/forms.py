"""The forms behind every way a picture or document comes into the CMS: adding one, adding many, the chooser."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.uploads.documents import check_document
from portal.uploads.names import visible
from portal.uploads.pictures import clean_picture


class VerifiedImageField(WagtailImageField):
    """Wagtail's, given only what is verified and written anew: it would fall over a file that ends too early."""

    def to_python(self, data):
        if isinstance(data, UploadedFile) and data.size:
            data = clean_picture(data)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """Nothing else that was typed is lost by a refused file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.fields["file"]
        same = {name: getattr(given, name) for name in ("label", "required", "help_text", "widget")}
        self.fields["file"] = VerifiedImageField(**same)

    def clean_title(self) -> str:
        return visible(self.cleaned_data["title"])


class DocumentForm(BaseDocumentForm):
    """Says at the field why a document is refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].max_length = None  # it is stored under a short random name

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file.name, file)
        return file

    def clean_title(self) -> str:
        return visible(self.cleaned_data["title"])
