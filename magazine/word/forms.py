"""What the editor is asked for: a document, and then the title and the lead that were found in it."""

from django import forms
from django.core.files.base import File

from magazine.models import IssuePage, WordImport
from magazine.word import making
from magazine.word.document import check_word
from portal.stories import LEAD_LENGTH


class UploadForm(forms.Form):
    """A .docx; whatever is wrong with it is said at its field."""

    file = forms.FileField(
        label="Документ Word",
        help_text="Файл .docx, до 50 МБ. Заголовки, списки, выделения, ссылки и снимки с подписями станут блоками статьи.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def __init__(self, issue: IssuePage, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.issue, self.user = issue, user

    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        check_word(file.name, file)
        self.kept = making.read(file, file.name, self.issue, self.user)
        return file


class DraftForm(forms.ModelForm):
    """What was found may be mended before the article is made."""

    lead = forms.CharField(
        label="Лид", max_length=LEAD_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = WordImport
        fields = ("title", "lead")
