"""What is told of the running bot, and what is not."""

import asyncio
import json
import logging
import urllib.error
import urllib.request
from contextlib import AsyncExitStack

import pytest

from bot.chat.watch import Watch
from bot.chat.web import serving, state

KEY = "7654321098:AAH-bi-mat"


def _get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _replies(watch: Watch, reasons: list[str], *paths: str) -> list[tuple[int, str]]:
    async def not_ready() -> list[str]:
        return reasons

    async def story() -> list[tuple[int, str]]:
        async with AsyncExitStack() as stack:
            port = await stack.enter_async_context(serving(state(watch, not_ready), "127.0.0.1", 0))
            return [await asyncio.to_thread(_get, port, path) for path in paths]

    return asyncio.run(story())


def test_a_question_is_logged_by_its_fingerprint(caplog: pytest.LogCaptureFixture) -> None:
    """The line tells status, time and fingerprint; not a word of the question."""
    caplog.set_level(logging.INFO)
    watch = Watch(KEY)
    watch.answered("Lương chủ tịch xã?", "not_found", 0.25)
    (record,) = caplog.records
    assert vars(record)["question"] == watch.fingerprint("luong chu tich xa")
    assert (vars(record)["status"], vars(record)["ms"]) == ("not_found", 250)
    assert "chủ tịch" not in str(vars(record))


def test_fingerprints_cannot_be_tried_without_the_key() -> None:
    """The same question has another fingerprint for another bot; two questions have two."""
    watch = Watch(KEY)
    assert watch.fingerprint("giám sát") != Watch("1:khac").fingerprint("giám sát")
    assert watch.fingerprint("giám sát") != watch.fingerprint("phản biện")


def test_numbers_are_as_prometheus_reads_them() -> None:
    """Answers by status, their times, faults and repeated calls."""
    watch = Watch(KEY)
    for outcome in ("answered", "answered", "not_found"):
        watch.answered("câu", outcome, 0.15)
    watch.failed()
    watch.repeated()
    ((status, body),) = _replies(watch, [], "/metrics")
    assert status == 200
    for counted in (
        'gspb_answers_total{status="answered"} 2.0',
        'gspb_answer_seconds_bucket{le="0.2"} 3.0',
        "gspb_faults_total 1.0",
        "gspb_calls_repeated_total 1.0",
    ):
        assert counted in body


def test_readiness_says_why_not() -> None:
    """503 with the reasons; alive all the same; 200 when there is none."""
    alive, refused = _replies(Watch(KEY), ["memory: does not reply"], "/healthz", "/readyz")
    assert alive[0] == 200
    assert refused[0] == 503
    assert json.loads(refused[1]) == {"ready": False, "reasons": ["memory: does not reply"]}
    ((ready, body),) = _replies(Watch(KEY), [], "/readyz")
    assert (ready, json.loads(body)) == (200, {"ready": True, "reasons": []})
