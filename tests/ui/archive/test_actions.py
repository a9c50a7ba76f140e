def test_the_log_keeps_who_did_what_and_when_newest_first(archive):
    archive.actions.log("ann", "upload", {"article": "two-chiefs"})
    archive.actions.log("bob\0", "promote\n", {"version": "v2", "checks": ["a", 1, None, "\ud800"]})
    last, first = archive.actions.list()
    assert (last.who, last.what, last.details) == ("bob", "promote", {"version": "v2", "checks": ["a", 1, None, ""]})
    assert (first.who, first.what, first.details) == ("ann", "upload", {"article": "two-chiefs"})
    assert first.when < last.when
    assert archive.actions.list(limit=1) == (last,)
