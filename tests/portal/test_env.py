import pytest

from portal import env
from portal.env import services

PRODUCTION = {
    "DATABASE_URL": "postgres://teplo:pw@127.0.0.1/teplo",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "teplo.example.org",
    "BASE_URL": "https://teplo.example.org",
}


def test_an_empty_environment_is_a_local_installation(tmp_path):
    settings = env.read(tmp_path, {})
    assert (settings.local, settings.demo, settings.base_url) == (True, False, "http://127.0.0.1:8000")
    assert settings.mfa_required_for == {"hr", "press", "admin"}


def test_the_secret_of_a_local_installation_is_made_once_and_kept_from_others(tmp_path):
    first, second = env.read(tmp_path, {}), env.read(tmp_path, {})
    assert first.secret_key == second.secret_key
    assert (tmp_path / "var/keys/secret_key").stat().st_mode & 0o077 == 0


def test_make_run_loads_the_demo_but_never_into_a_database_of_ones_own(tmp_path):
    assert env.read(tmp_path, {"DEMO_BY_DEFAULT": "1"}).demo
    assert not env.read(tmp_path, {"DEMO_BY_DEFAULT": "1", **PRODUCTION}).demo


def test_dotenv_is_honoured_and_the_real_environment_wins(tmp_path):
    (tmp_path / ".env").write_text("# ours\nPORT=9000\nexport HOST='127.0.0.2'\n", encoding="utf-8")
    settings = env.read(tmp_path, {"PORT": "9001"})
    assert (settings.host, settings.port) == ("127.0.0.2", 9001)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_a_real_installation_refuses_to_start_without(name, tmp_path):
    with pytest.raises(env.WrongEnvironmentError, match=name):
        env.read(tmp_path, {key: value for key, value in PRODUCTION.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("DEMO", "yes"),
        ("DATABASE_URL", "oracle://x"),
        ("CACHE_URL", "memcached://x"),
        ("MEDIA_STORAGE_URL", "ftp://x"),
        ("MEDIA_STORAGE_URL", "s3://endpoint/bucket"),
        ("TRUSTED_PROXIES", "10.0.0.300"),
        ("PEERTUBE_HOSTS", "https://video.example.org/"),
        ("PEERTUBE_HOSTS", "video.example.org; script-src *"),
        ("MFA_REQUIRED_FOR", "boss"),
        ("TELEGRAM_API_URL", "file:///etc/passwd"),
        ("TELEGRAM_PROXY", "gopher://x"),
        ("EMAIL_URL", "pigeon://x"),
        ("OIDC_SERVER_URL", "http://sso.example.org"),
        ("LDAP_URL", "http://x"),
        ("BASE_URL", "teplo.example.org"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(name, value, tmp_path):
    with pytest.raises(env.WrongEnvironmentError, match=name) as refusal:
        env.read(tmp_path, {**PRODUCTION, name: value})
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NUMBER_CLAIM"])
def test_the_companys_sign_in_is_set_whole_or_not_at_all(name, tmp_path):
    whole = {"OIDC_SERVER_URL": "https://sso.example.org", "OIDC_CLIENT_ID": "teplo"}
    whole |= {"OIDC_CLIENT_SECRET": "marker-sso", "OIDC_NUMBER_CLAIM": "tabnum"}
    settings = env.read(tmp_path, whole)
    assert settings.oidc.name == "Войти через компанию"
    assert "marker-sso" not in str(settings)
    with pytest.raises(env.WrongEnvironmentError, match=name):
        env.read(tmp_path, {key: value for key, value in whole.items() if key != name})


LDAP = {
    "LDAP_URL": "ldap://directory.example.org",
    "LDAP_BIND_DN": "cn=portal",
    "LDAP_BIND_PASSWORD": "marker-ldap",
    "LDAP_USER_SEARCH": "ou=people,dc=example",
    "LDAP_NUMBER_ATTRIBUTE": "employeeNumber",
}


def test_a_directory_without_its_library_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr(services, "find_spec", lambda name: None)
    with pytest.raises(env.WrongEnvironmentError, match=r"requirements-ldap\.txt"):
        env.read(tmp_path, LDAP)


def test_a_directory_elsewhere_is_spoken_to_encrypted(tmp_path, monkeypatch):
    monkeypatch.setattr(services, "find_spec", lambda name: name)
    read = env.read(tmp_path, LDAP)
    assert read.ldap.start_tls
    assert read.ldap.search_filter == "(employeeNumber=%(user)s)"
    assert "marker-ldap" not in str(read)
    assert not env.read(tmp_path, {**LDAP, "LDAP_URL": "ldapi://%2Frun%2Fldapi"}).ldap.start_tls
    for wrong in ({"LDAP_BIND_DN": ""}, {"LDAP_USER_SEARCH": "ou=people?(uid=x)"}):
        with pytest.raises(env.WrongEnvironmentError, match=next(iter(wrong))):
            env.read(tmp_path, {**LDAP, **wrong})


def test_the_tokens_of_further_bots_are_read_by_name(tmp_path):
    telegram = env.read(tmp_path, {"TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_BOT_TOKEN_HR": "2:b"}).telegram
    assert telegram.tokens == {"": "1:a", "HR": "2:b"}


def test_no_secret_shows_when_the_environment_is_printed(tmp_path):
    secrets = {
        "TELEGRAM_BOT_TOKEN": "1:marker",
        "MEDIA_STORAGE_URL": "s3://marker:marker@host/b",
        "CACHE_URL": "redis://:marker@host",
    }
    shown = repr(
        env.read(tmp_path, {**PRODUCTION, **secrets, "SECRET_KEY": "marker" * 10, "EMAIL_URL": "smtp://u:marker@host"})
    )
    assert "marker" not in shown
