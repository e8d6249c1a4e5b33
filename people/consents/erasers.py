"""What people and accounts keep of a person, and how it goes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import ModelLogEntry, Revision
from wagtail.users.models import UserProfile

from accounts.models import Invitation, User
from accounts.sessions import end_sessions
from people import quiz
from people.consents import erasure
from people.finding import spelling
from people.models import Consent, Employee, ImportedChange
from people.portraits import proposals as portraits
from portal.images import Picture


@erasure.register
def scans(employee: Employee) -> list[str]:
    """The papers go, the rows stay: when what was allowed and when no longer, so that the gates keep answering."""
    papers = set(employee.consents.exclude(scan=None).exclude(scan="").values_list("scan", flat=True))
    employee.consents.update(scan="", given_by=None, withdrawn_by=None)
    for name in papers - set(Consent.objects.filter(scan__in=papers).values_list("scan", flat=True)):
        transaction.on_commit(lambda name=name: default_storage.delete(name))
    return [f"сканы согласий: {len(papers)}"] if papers else []


@erasure.register
def portrait(employee: Employee) -> list[str]:
    """The picture with all its sizes, unless it is somebody else's portrait too."""
    picture = Picture.objects.filter(pk=employee.photo_id).first()
    Employee.objects.filter(pk=employee.pk).update(photo=None)
    if picture is None or picture.portrait_of.exists():
        return []
    picture.delete()
    return ["портрет: исходный файл и все размеры"]


@erasure.register
def portraits_on_their_way(employee: Employee) -> list[str]:
    """Those not yet decided about; then the proposals themselves."""
    portraits.withdraw(employee)
    gone = employee.portrait_proposals.all().delete()[0]
    return [f"портреты на проверке и решения о них: {gone}"] if gone else []


@erasure.register
def work(employee: Employee) -> list[str]:
    posts = employee.posts.all().delete()[0]
    employee.reports.update(manager=None)
    return [f"должности: {posts}"]


@erasure.register
def traces(employee: Employee) -> list[str]:
    """The CMS's own log names people by their label."""
    found = {"content_type": ContentType.objects.get_for_model(Employee), "object_id": str(employee.pk)}
    Revision.objects.filter(**found).delete()
    labels = ModelLogEntry.objects.filter(**found).update(label=erasure.NAME, data={})
    return [f"имя в журнале изменений: {labels}"] if labels else []


@erasure.register
def account(employee: Employee) -> list[str]:
    """Closed for ever and nameless; what it has written keeps its author as a row."""
    user = User.objects.filter(pk=employee.user_id).first()
    if user is None:
        return []
    end_sessions(user)
    Authenticator.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    user.emailaddress_set.all().delete()
    user.groups.clear()
    user.username, user.email, user.first_name, user.last_name = f"gone-{user.pk}", None, "", ""
    user.is_active = user.is_superuser = False
    user.set_unusable_password()
    Employee.objects.filter(pk=employee.pk).update(user=None)
    user.save()
    return ["учётная запись: имя, логин, почта, пароль, второй фактор, сеансы"]


@erasure.register
def own_words(employee: Employee) -> list[str]:
    """Days away, proposed corrections, kind words."""
    related = ("absences", "proposals", "congratulations", "congratulated")
    gone = sum(getattr(employee, name).all().delete()[0] for name in related)
    employee.stands_in.update(stand_in=None)
    return [f"отсутствия, исправления и поздравления: {gone}"] if gone else []


@erasure.register
def game(employee: Employee) -> list[str]:
    quiz.forget(employee)
    return ["игра в лица"]


@erasure.register
def loads(employee: Employee) -> list[str]:
    """What the loads from HR say of the person."""
    gone = ImportedChange.objects.filter(number=employee.number).delete()[0]
    Invitation.objects.filter(login__iexact=employee.number).delete()
    return [f"строки загрузок из кадров: {gone}"] if gone else []


@erasure.register
def spellings(employee: Employee) -> list[str]:
    """The name itself goes from the index with the card; here its typos."""
    transaction.on_commit(spelling.forget_unused)
    return ["слова для поиска"]
