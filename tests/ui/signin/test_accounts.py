import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.people import Role
from ui.signin.accounts import HASHER, AccountError, Accounts

PASSWORD = "correct horse battery"


class Counting:
    """A hasher that counts; unlike a clock, it is right on a busy machine, too."""

    def __init__(self, real) -> None:
        self.real = real
        self.verified = 0

    def hash(self, password):
        return self.real.hash(password)

    def verify(self, stored, password):
        self.verified += 1
        return self.real.verify(stored, password)


def test_the_file_holds_no_password_and_is_its_owner_s_alone(accounts):
    token = accounts.new_token("ada")
    text = accounts.path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert token not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


def test_hashes_are_as_strong_as_rfc_9106_recommends():
    assert (HASHER.type.name, HASHER.time_cost, HASHER.memory_cost, HASHER.parallelism) == ("ID", 3, 65536, 4)


def test_the_right_password_is_known(accounts):
    assert accounts.checked("ada", PASSWORD).person.is_editor
    assert accounts.checked("ada", PASSWORD + "x") is None
    assert accounts.checked("ada", "") is None


def test_an_unknown_name_takes_as_much_work_as_a_known_one(accounts):
    hasher = Counting(accounts._hasher)
    accounts._hasher = hasher
    accounts.add("robot", ("reader",), "")
    for name in ("ada", "nobody", "robot"):
        assert accounts.checked(name, "wrong") is None
    assert hasher.verified == 3


def test_an_account_for_programs_has_no_password_to_guess(accounts):
    accounts.add("robot", ("reader",), "")
    assert accounts.checked("robot", "") is None
    assert accounts.holder(accounts.new_token("robot")).name == "robot"


def test_a_new_token_ends_the_one_before(accounts):
    first = accounts.new_token("ada")
    second = accounts.new_token("ada")
    assert accounts.holder(first) is None
    assert accounts.holder(second).name == "ada"
    assert accounts.holder("") is None


def test_another_process_s_change_is_seen(accounts, tmp_path):
    accounts.all()
    Accounts(tmp_path / "users.json").remove("bob")
    assert set(accounts.all()) == {"ada"}


def test_changes_at_the_same_time_lose_nothing(accounts):
    def add(number):
        Accounts(accounts.path, accounts._hasher).add(f"user{number}", ("reader",), "")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(12)))
    assert len(accounts.all()) == 14


@pytest.mark.parametrize("name", ["", "a b", "../x", "a/b", "-x", "é", "a" * 65])
def test_names_that_would_mislead_are_refused(accounts, name):
    with pytest.raises(AccountError, match="cannot be a user name"):
        accounts.add(name, ("reader",), PASSWORD)


def test_short_passwords_are_refused(accounts):
    with pytest.raises(AccountError, match="12 characters"):
        accounts.add("eve", ("reader",), "elevenchars")


def test_a_new_role_holds(accounts):
    accounts.add("bob", ("reader", "editor"), PASSWORD)
    assert accounts.all()["bob"].roles == {Role.READER, Role.EDITOR}


def test_unknown_users_are_told(accounts):
    with pytest.raises(AccountError, match="users list"):
        accounts.remove("eve")
    with pytest.raises(AccountError, match="users list"):
        accounts.new_token("eve")


def test_a_file_that_is_no_users_file_is_told(tmp_path):
    (tmp_path / "users.json").write_text('{"a": 1}', encoding="utf-8")
    accounts = Accounts(tmp_path / "users.json")
    with pytest.raises(AccountError, match="not a users file"):
        accounts.all()
    with pytest.raises(AccountError, match="not a users file"):
        accounts.add("ada", ("reader",), PASSWORD)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AccountError, match="CORNER_OFFICE_USERS"):
        Accounts(tmp_path / "file" / "users.json").add("ada", ("reader",), "")
