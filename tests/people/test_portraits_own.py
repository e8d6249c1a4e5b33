"""One's own portrait: from the phone to HR's desk."""

import io
from urllib.parse import quote

import pytest
from PIL import Image

from accounts.factories import UserFactory
from people.factories import EmployeeFactory
from people.models import Consent, Employee, PortraitProposal, Purpose
from people.portraits.proposals import MOST_A_DAY
from portal.factories import PictureFactory
from portal.images import Picture
from tests.people.portraits import CROP, FACE, FACE_AT, OWN, WITHDRAW, employee, flat, opened, sent, upload, uploaded
from tests.portal.test_uploads import SVG, bomb, jpeg_of_a_phone
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return employee()


@pytest.fixture
def own(sign_in, person):
    return sign_in(person.user)


def phone_photo(size=(600, 400)) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[2] = (45.0, 2.0, 0.0)
    buffer = io.BytesIO()
    Image.new("RGB", size, "green").save(buffer, "JPEG", exif=exif, comment=b"owner")
    return buffer.getvalue() + b"<script>alert(1)</script>"


def test_the_face_is_found_and_stands_well_in_the_square(own):
    assert uploaded(own).url == CROP
    draft = PortraitProposal.objects.get()
    left, top, right, bottom = FACE_AT
    assert draft.crop_x < left
    assert draft.crop_y < top
    assert draft.crop_x + draft.crop_side > right
    assert draft.crop_y + draft.crop_side > bottom
    assert 0.3 < (right - left) / draft.crop_side < 0.6
    assert "Лицо нашлось само" in read(own.get(CROP))


def test_no_face_is_said_and_the_upper_middle_is_taken(own):
    uploaded(own, flat((600, 1000)))
    draft = PortraitProposal.objects.get()
    assert (draft.crop_x, draft.crop_y, draft.crop_side) == (0, 100, 600)
    assert "Лица на снимке не нашлось" in read(own.get(CROP))


@pytest.mark.parametrize(
    ("move", "change"),
    [
        ("left", (-60, 0, 0)),
        ("right", (60, 0, 0)),
        ("up", (0, -60, 0)),
        ("down", (0, 60, 0)),
        ("closer", (45, 45, -90)),
    ],
)
def test_the_square_is_moved_by_buttons_without_scripts(own, move, change):
    uploaded(own, flat((2000, 2000)))
    own.post(CROP, {"x": 100, "y": 100, "side": 600, "move": move})
    draft = PortraitProposal.objects.get()
    expected = (100 + change[0], 100 + change[1], 600 + change[2])
    assert (draft.crop_x, draft.crop_y, draft.crop_side) == expected
    assert f'value="{expected[0]}"' in read(own.get(CROP))


def test_what_is_typed_beside_the_picture_is_brought_into_it(own):
    uploaded(own, flat((600, 800)))
    own.post(CROP, {"x": 9000, "y": 9000, "side": 1, "send": "1"})
    assert opened(PortraitProposal.objects.get().picture).size == (200, 200)


def test_a_nonsense_number_is_refused_at_its_field(own):
    uploaded(own, flat())
    answer = own.post(CROP, {"x": "abc", "y": 0, "side": 300, "send": "1"})
    assert answer.status_code == 422
    assert 'value="abc"' in read(answer)
    assert PortraitProposal.objects.get().state == "draft"


def test_only_the_square_is_kept_once_sent(own, person):
    proposal = sent(own)
    assert proposal.state == "waiting"
    assert Picture.objects.count() == 1
    assert opened(proposal.picture).size == (proposal.crop_side, proposal.crop_side)
    assert proposal.picture.collection.name == "Портреты"
    page = read(own.get(OWN))
    assert "Ждёт проверки" in page
    assert Employee.objects.get(pk=person.pk).photo is None


def test_a_picture_from_a_phone_is_upright_and_says_nothing_of_the_phone(own):
    uploaded(own, phone_photo())
    whole = PortraitProposal.objects.get().picture
    assert (whole.width, whole.height) == (400, 600)
    own.post(CROP, {"x": 0, "y": 0, "side": 400, "send": "1"})
    with PortraitProposal.objects.get().picture.file.open("rb") as file:
        stored = file.read()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert not [trace for trace in (b"PhoneMaker", b"owner", b"<script") if trace in stored]


def test_a_heic_of_an_iphone_is_taken(own):
    buffer = io.BytesIO()
    Image.open(io.BytesIO(FACE)).save(buffer, "HEIF")
    uploaded(own, buffer.getvalue())
    draft = PortraitProposal.objects.get()
    assert draft.face_found
    assert opened(draft.picture).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, "Это не снимок"),
        (b"<html>", "Это не снимок"),
        (FACE[:3000], "повреждён"),
        (bomb(20_000), "миллионов точек"),
        (bomb(11_000), "миллионов точек"),
        (jpeg_of_a_phone(), "слишком мал"),
        (b"", "пуст"),
    ],
)
def test_what_is_no_portrait_is_refused_at_the_field(own, content, said):
    answer = uploaded(own, content)
    assert answer.status_code == 422
    assert said in read(answer)
    assert not Picture.objects.exists()


def test_nothing_chosen_is_said(own):
    assert "Выберите снимок" in read(own.post(OWN, {}))


def test_a_double_click_makes_one_proposal(own):
    proposal = sent(own)
    again = {"x": proposal.crop_x, "y": proposal.crop_y, "side": proposal.crop_side, "send": "1"}
    assert own.post(CROP, again).url == OWN
    uploaded(own)
    uploaded(own)
    assert PortraitProposal.objects.waiting().count() == 1
    assert PortraitProposal.objects.drafts().count() == 1
    assert Picture.objects.count() == 2


def test_the_next_one_sent_takes_the_place_of_the_one_that_waits(own):
    first, second = sent(own), sent(own)
    assert list(PortraitProposal.objects.waiting()) == [second]
    first.refresh_from_db()
    assert (first.state, first.picture) == ("withdrawn", None)
    assert Picture.objects.count() == 1


def test_taking_it_back_deletes_the_picture(own):
    sent(own)
    own.post(WITHDRAW)
    assert PortraitProposal.objects.get().state == "withdrawn"
    assert not Picture.objects.exists()
    assert "Ждёт проверки" not in read(own.get(OWN))


def test_a_waiting_portrait_is_seen_by_its_person_and_hr_alone(own, client, sign_in):
    picture = sent(own).picture
    address = picture.get_rendition("fill-400x400|format-webp").url
    made_when_asked = f"/renditions/{picture.pk}/fill-96x96.format-webp/"
    for url in (address, made_when_asked):
        statuses = {
            role: sign_in(role).get(url, follow=True).status_code for role in ("employee", "press", "hr", "admin")
        }
        assert statuses == {"employee": 404, "press": 404, "hr": 200, "admin": 404}
        assert own.get(url, follow=True).status_code == 200
        assert client.get(url).status_code == 404
    assert sign_in("press").get(picture.file.url).status_code == 404


def test_the_cms_previews_no_portrait_to_who_may_not_see_it(own, sign_in):
    preview = f"/admin/images/{sent(own).picture.pk}/preview/max-165x165/"
    assert sign_in("press").get(preview).status_code == 404
    assert sign_in("press").get(f"/admin/images/{PictureFactory().pk}/preview/max-165x165/").status_code == 200


def test_nobody_sees_or_touches_anothers_proposal(own, sign_in):
    sent(own)
    other = sign_in(employee().user)
    assert "Ждёт проверки" not in read(other.get(OWN))
    other.post(WITHDRAW)
    assert PortraitProposal.objects.waiting().count() == 1


def test_consent_is_offered_while_it_is_missing(own, person):
    assert "/me/consents/" in read(own.get(OWN))
    Consent.objects.create(employee=person, purpose=Purpose.PHOTO, source=Consent.Source.PORTAL)
    assert "Дать согласие" not in read(own.get(OWN))


def test_a_day_has_a_limit_of_uploads(own, person):
    PortraitProposal.objects.bulk_create(
        PortraitProposal(employee=person, state="withdrawn") for _ in range(MOST_A_DAY)
    )
    answer = uploaded(own)
    assert answer.status_code == 429
    assert "Попробуйте завтра" in read(answer)
    assert not Picture.objects.exists()


def test_an_account_without_an_employee_is_told_so(sign_in):
    client = sign_in("press")
    assert "ни с кем не связана" in read(client.get(OWN))
    assert client.post(OWN, {"photo": upload()}).status_code == 404
    assert client.post(WITHDRAW).status_code == 404
    assert client.get(CROP).url == OWN


def test_a_person_without_a_portrait_is_two_letters(own):
    assert 'class="face none"' in read(own.get(OWN))


def test_a_person_without_consent_is_two_letters_in_the_cms_too(sign_in):
    EmployeeFactory(surname="Шаповалова", name="Анна", photo=PictureFactory())
    page = read(sign_in("press").get("/admin/snippets/people/employee/"))
    assert ">АШ</span>" in page
    assert "/renditions/" not in page


def test_nobody_is_a_grey_man_in_the_cms(sign_in):
    page = sign_in(UserFactory(role="hr", first_name="Анна", last_name="<Шаповалова")).get("/admin/").content.decode()
    assert "default-user-avatar" not in page
    assert quote("А&lt;") in page
