"""What a first start makes live: the shipped articles, whose results are known, and nothing else unasked."""

import json

from assistant.settings import PREFIX, ROOT, Settings
from assistant.store.versions import live_version, read_pointer


def test_the_shipped_articles_go_live_with_their_blessed_results_and_can_be_promoted_without_an_eval(
    run, staged, at_hand
):
    assert run("ask", "What does a CMO do?").exit_code == 0
    live = live_version(staged)
    assert read_pointer(staged).unchecked_reasons == {}
    assert run("promote", live).exit_code == 0
    assert not (staged / "reports").exists()


def test_shipped_articles_on_another_program_go_live_marked_as_unchecked(run, staged, at_hand, monkeypatch):
    monkeypatch.setattr("evals.fingerprint.code_hash", lambda *_, **__: "other")
    assert "unchecked: the shipped results were measured with another state" in run("ask", "What is a CMO?").stderr
    (entry, *_) = [one for one in json.loads(run("versions", "--json").stdout) if one["state"] == "live"]
    assert entry["unchecked"] is True


def test_shipped_articles_that_someone_changed_have_to_pass_first(run, staged, proved_here, tmp_path, monkeypatch):
    roles = tmp_path / "roles.yaml"
    text = (ROOT / "corpus" / "roles.yaml").read_text(encoding="utf-8")
    roles.write_text(text.replace("name: win rate", "name: rate of wins"), encoding="utf-8")
    monkeypatch.setenv(PREFIX + "ROLES", str(roles))
    result = run("ask", "What does a CMO do?")
    assert result.exit_code == 2
    assert "have changed since they shipped" in result.stderr
    assert "`corner-office update`" in result.stderr
    assert live_version(staged) is None


def test_a_benchmark_of_one_s_own_articles_needs_no_gate(home, tmp_path, real_embedder, proved_here):
    from ui.commands.start import build_unchecked

    (tmp_path / "moon.md").write_text("# The moon\n\nThe moon circles the earth.\n", encoding="utf-8")
    build_unchecked(Settings.load(home=home, articles=tmp_path), real_embedder)
    assert live_version(home) is not None
