"""An editor's day: a changed sentence, the gate, the way out, and readers who see it or not."""

import json

import pytest
from fake_endpoint import serving

from assistant.settings import PREFIX
from assistant.store.versions import live_version
from ingest.lock import held

REPORT_WORDING = "secret CMO"


def entry(corpus, version):
    return next(one for one in json.loads(corpus("versions", "--json").stdout) if one["version"] == version)


def test_an_update_that_harms_no_case_goes_live_with_its_report(corpus, home):
    corpus.blessed()
    corpus.edit("a base salary and a bonus.", "a base salary and a yearly bonus.")
    result = corpus("update")
    assert result.exit_code == 0
    assert "PASSED: version" in result.stdout
    live = live_version(home)
    for suffix in ("html", "xml", "json"):
        path = home / "reports" / f"{live}-extractive.{suffix}"
        assert str(path) in result.stdout
        assert path.stat().st_size > 500
    assert "cmo: A CMO earns a base salary and a yearly bonus." in result.stdout  # no case checks it
    assert corpus("rollback").exit_code == 0
    assert live_version(home) != live


def test_a_quote_that_went_stops_the_update_until_a_person_has_decided(corpus, home):
    before = corpus.blessed()
    corpus.edit("leads all marketing", "directs all marketing")
    result = corpus("update")
    assert result.exit_code == 3
    assert "Case def-cmo rests on a quote that cmo does not hold any more" in result.stdout
    assert "What readers get has not changed." in result.stderr
    assert live_version(home) == before
    waived = corpus("waive", "def-cmo", "--reason", "a better word")
    assert "PASSED" in waived.stderr
    assert corpus("update").exit_code == 0
    corpus.edit("a bonus", "a big bonus")
    assert corpus("update").exit_code == 3  # the waiver has ended


def test_a_mended_case_is_blessed_and_then_holds_for_good(corpus, home):
    corpus.blessed()
    corpus.edit("leads all marketing", "directs all marketing")
    cases = corpus.cases.read_text(encoding="utf-8").replace("leads all marketing", "directs all marketing")
    corpus.cases.write_text(cases, encoding="utf-8")
    result = corpus("update")
    assert (result.exit_code, "1 case was edited since the baseline: def-cmo" in result.stdout) == (3, True)
    version = result.stdout.split("corner-office bless ")[1].split()[0]
    assert corpus("bless", version, "--reason", "reworded").exit_code == 0
    assert corpus("update").exit_code == 0
    assert live_version(home) == version


def test_an_uncovered_question_that_is_answered_now_asks_for_confirmation(corpus):
    corpus.blessed()
    corpus.edit("A CMO earns", "A CMO works 50 hours a week and earns")
    result = corpus("update")
    assert result.exit_code == 3
    assert "Case absent-hours was not covered and is answered now, from cmo." in result.stdout
    assert "PASSED" in corpus("waive", "absent-hours", "--reason", "we know it now").stderr


def test_articles_that_no_case_is_about_are_not_measurable(corpus, home):
    before = corpus.blessed()
    corpus.article.write_text("# Cooks\n\n## Cook\n\nA cook is a person who prepares food.\n", encoding="utf-8")
    result = corpus("update")
    assert (result.exit_code, live_version(home)) == (3, before)
    assert "not one quote of the cases stands in them" in result.stderr
    assert "CORNER_OFFICE_CASES" in result.stderr


def test_a_first_version_of_one_s_own_needs_a_person_s_blessing(corpus, home):
    result = corpus("update")
    assert (result.exit_code, live_version(home)) == (3, None)
    assert "There is no baseline yet" in result.stdout
    version = entry(corpus, json.loads(corpus("versions", "--json").stdout)[0]["version"])["version"]
    assert corpus("promote", version).exit_code == 1
    assert corpus("bless", version, "--reason", "first").exit_code == 0
    assert corpus("promote", version).exit_code == 0


def test_a_version_without_report_is_promoted_only_unchecked_and_that_is_shown(corpus, home):
    version = corpus("ingest").stdout.strip()
    refused = corpus("promote", version)
    assert (refused.exit_code, live_version(home)) == (1, None)
    assert f"corner-office eval --version {version}" in refused.stderr
    for halves in (["--unchecked"], ["--reason", "because"], ["--unchecked", "--reason", " "]):
        assert corpus("promote", version, *halves).exit_code == 2
    assert corpus("promote", version, "--unchecked", "--reason", "no cases yet").exit_code == 0
    assert entry(corpus, version)["unchecked"] is True
    assert entry(corpus, version)["reason"] == "no cases yet"
    assert "unchecked: no cases yet" in corpus("versions").stdout


def test_a_report_of_another_program_is_no_ground_for_a_promotion(corpus, home, monkeypatch):
    corpus.blessed()
    corpus.edit("a bonus", "a big bonus")
    version = corpus("ingest").stdout.strip()
    assert corpus("eval").exit_code == 0
    monkeypatch.setattr("evals.fingerprint.code_hash", lambda *_, **__: "other")
    assert corpus("promote", version).exit_code == 1


def test_eval_judges_and_its_json_holds_the_verdict(corpus):
    corpus.blessed()
    result = corpus("eval", "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["verdict"]["status"], report["verdict"]["exit_code"]) == (0, "passed", 0)
    assert (report["cases"], report["errors"]) == (4, 0)


def test_eval_twice_gives_identical_scores(corpus):
    def scores():
        results = json.loads(corpus("eval", "--json").stdout)["results"]
        return [[one for one in result["scores"] if one["name"] != "milliseconds"] for result in results]

    corpus("ingest")
    assert scores() == scores()


def test_eval_writes_the_files_that_are_asked_for(corpus, tmp_path):
    corpus("ingest")
    junit, page = tmp_path / "out" / "junit.xml", tmp_path / "out" / "page.html"
    assert corpus("eval", "--junit", str(junit), "--html", str(page)).exit_code == 3
    assert "<testsuites" in junit.read_text(encoding="utf-8")
    assert "</html>" in page.read_text(encoding="utf-8")


def test_half_of_the_cases_is_shown_and_neither_judged_nor_kept(corpus, home):
    corpus("ingest")
    result = corpus("eval", "--split", "tune")
    assert result.exit_code == 0
    assert "PASSED" not in result.stdout
    assert not (home / "reports").exists()


def test_no_terminal_report_holds_the_wording_of_the_report_split(corpus):
    corpus.blessed()
    first = json.loads(corpus("versions", "--json").stdout)[0]["version"]
    corpus.edit("A CMO reports to the chief executive officer.", "A CMO reports to nobody.")
    outputs = [corpus("update"), corpus("eval"), corpus("eval", "--json")]
    second = json.loads(corpus("versions", "--json").stdout)[0]["version"]
    outputs.append(corpus("diff", first, second))
    assert "A CMO reports to" in outputs[-1].stdout
    assert all(REPORT_WORDING not in result.output for result in outputs)


def test_diff_tells_articles_and_answers_apart(corpus):
    first = corpus.blessed()
    corpus.edit("leads all marketing", "directs all marketing")
    corpus("update")
    second = json.loads(corpus("versions", "--json").stdout)[0]["version"]
    text = corpus("diff", first, second).stdout
    assert "Article cmo: changed" in text
    assert "[-leads-]{+directs+} all marketing" in text
    assert "def-cmo (must): broken, answered -> answered" in text
    assert "No article differs." in corpus("diff", first, first).stdout


def test_diff_without_reports_says_how_to_get_them(corpus):
    first = corpus("ingest").stdout.strip()
    result = corpus("diff", first, first)
    assert f"corner-office eval --version {first}" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize("arguments", [("bless", "{}"), ("waive", "def-cmo"), ("bless", "{}", "--reason", " ")])
def test_decisions_need_a_reason(corpus, arguments):
    version = corpus("ingest").stdout.strip()
    result = corpus(*(argument.format(version) for argument in arguments))
    assert (result.exit_code, "--reason" in result.stderr) == (2, True)


def test_a_case_that_nothing_is_held_against_cannot_be_waived(corpus):
    corpus.blessed()
    result = corpus("waive", "def-cmo", "--reason", "just so")
    assert (result.exit_code, "nothing against case 'def-cmo'" in result.stderr) == (2, True)


def test_a_blessing_and_a_waiver_can_be_put_beside_the_cases(corpus):
    version = corpus("ingest").stdout.strip()
    assert corpus("bless", version, "--shipped", "--reason", "first").exit_code == 0
    blessed = json.loads((corpus.cases.parent / "baseline" / "extractive.json").read_text(encoding="utf-8"))["blessed"]
    assert blessed["reason"] == "first"
    assert blessed["by"] and blessed["at"]
    corpus.edit("leads all marketing", "directs all marketing")
    corpus("update")
    assert corpus("waive", "def-cmo", "--shipped", "--reason", "a better word").exit_code == 0
    assert "a better word" in (corpus.cases.parent / "waivers.yaml").read_text(encoding="utf-8")
    assert corpus("update").exit_code == 0


def test_the_llm_mode_needs_an_endpoint(corpus):
    corpus.blessed()
    result = corpus("eval", "--mode", "llm")
    assert (result.exit_code, "CORNER_OFFICE_LLM_URL" in result.stderr) == (2, True)


def test_the_llm_mode_has_results_and_a_baseline_of_its_own(corpus, monkeypatch):
    version = corpus.blessed()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as endpoint:
        monkeypatch.setenv(PREFIX + "LLM_URL", endpoint.url)
        endpoint.says(
            "A chief marketing officer (CMO) is the executive who leads all marketing of a company. [S1] ",
            "A CMO reports to the chief executive officer. [S2]",
        )
        assert corpus("eval", "--mode", "llm").exit_code == 3
        assert corpus("bless", version, "--mode", "llm", "--reason", "a model").exit_code == 0
        judged = json.loads(corpus("eval", "--mode", "llm", "--json").stdout)
    assert (judged["mode"], judged["verdict"]["status"]) == ("llm", "passed")
    assert "support_precision" in str(judged)
    reports = {path.name for path in (corpus.home / "reports").iterdir()}
    assert {f"{version}-llm.json", "baseline-llm.json", f"{version}-extractive.json"} <= reports
    assert json.loads(corpus("eval", "--json").stdout)["verdict"]["status"] == "passed"


def test_a_second_update_is_refused_while_one_runs(corpus, home):
    with held(home / "update.lock", task="updating"):
        result = corpus("update")
    assert result.exit_code == 2
    assert "Another process is updating" in result.stderr


def test_a_case_that_crashes_is_not_measurable(corpus, monkeypatch):
    def crash(*_):
        raise RuntimeError("broken")

    corpus("ingest")
    monkeypatch.setattr("assistant.Assistant.ask", crash)
    result = corpus("eval", "--json")
    assert json.loads(result.stdout)["errors"] == 4
    assert result.exit_code == 3
    assert corpus("bless", json.loads(result.stdout)["version"], "--reason", "x").exit_code == 3


def test_reports_go_with_their_versions(corpus, home, monkeypatch):
    monkeypatch.setenv("CORNER_OFFICE_KEPT_VERSIONS", "2")
    first = corpus.blessed()
    for word in ("big", "large", "huge"):
        corpus.edit("base", f"{word} base")
        assert corpus("update").exit_code == 0
    kept = {path.name.split("-")[0] for path in (home / "reports").glob("*-extractive.json")}
    listed = {one["version"] for one in json.loads(corpus("versions", "--json").stdout)}
    assert first not in listed
    assert kept == listed | {"baseline"}
