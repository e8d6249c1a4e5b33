"""What the tests of accounts may ask for."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher


@pytest.fixture
def hashings(monkeypatch):
    """A list that grows with each hash of a password."""
    done = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        done.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done


@pytest.fixture
def code_of():
    """`code_of(secret)` is what the application shows now."""
    return lambda secret: format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def second_factor(code_of):
    """`user, code = second_factor(user)`; `code()` is what the application shows now."""

    def _second_factor(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return user, lambda: code_of(secret)

    return _second_factor


@pytest.fixture
def audit_lines(caplog):
    """`audit_lines()` is what the audit log has said so far."""
    caplog.set_level("INFO", logger="teplo.audit")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "teplo.audit"]
