"""Dates against the official CLDR test data and, where a Node of the same CLDR is installed, against ICU."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from newscore.dates import DateStyle, formatter
from tests.bench.icu_agreement import agreement
from tests.support import json_lines

CALENDARS = ("gregorian", "buddhist", "japanese", "persian")
SAMPLE = ["en", "en-GB", "fr", "de-AT", "es-419", "pt-PT", "ru", "uk", "ar-EG", "fa", "he", "hi", "bn", "zh-Hant", "ja",
          "ko", "th", "tr", "kk", "az", "sr-Latn", "fi", "vi", "am", "ksh"]  # fmt: skip


def _writes(case: dict[str, Any]) -> str:
    moment, zone = re.fullmatch(r"(.*)\[(.*)\]", case["input"]).groups()  # type: ignore[union-attr]  # The data's form.
    cycle = case.get("hourCycle", "locale").lower()
    if "classicalSkeleton" in case:
        style = DateStyle(skeleton=case["classicalSkeleton"], calendar=case["calendar"], hour_cycle=cycle)
    else:
        glue = "standard" if case.get("dateTimeFormatType") == "standard" else "at"
        style = DateStyle(
            date=case.get("dateLength"),
            time=case.get("timeLength"),
            glue=glue,
            calendar=case["calendar"],
            hour_cycle=cycle,
        )
    return formatter(style, locale=case["locale"], zone=zone)(datetime.fromisoformat(moment))


def test_official_test_data_from_1975() -> None:
    """At least 99 % of CLDR's Gregorian cases from 1975 on read as published, and all of the other calendars.

    The cases that do not are the twelve of the skeletons hms and jms in English: the data has a plain space before
    AM where CLDR's own patterns have a narrow one.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    differing = set()
    for case in json_lines("corpora", "dates", "cldr_datetime.jsonl"):
        if case["calendar"] not in CALENDARS or (case["calendar"] == "gregorian" and int(case["input"][:4]) < 1975):
            continue
        found = _writes(case)
        if found == case["expected"]:
            right[case["calendar"]] += 1
        else:
            wrong[case["calendar"]] += 1
            differing.add((case["locale"], case["classicalSkeleton"]))
            assert found.replace("\u202f", " ") == case["expected"]
    assert dict(wrong) == {"gregorian": 12}
    assert differing == {("en", "hms"), ("en", "jms")}
    assert right["gregorian"] / (right["gregorian"] + wrong["gregorian"]) >= 0.99
    assert right["buddhist"] == right["japanese"] == 78


def _node() -> str:
    node = os.environ.get("NEWSCORE_NODE") or shutil.which("node")
    if node is None:
        pytest.skip("needs Node with CLDR 47; npm install node@24.2.0 and point NEWSCORE_NODE at it")
    versions = json.loads(subprocess.run([node, "-p", "JSON.stringify(process.versions)"], capture_output=True).stdout)
    if not versions.get("cldr", "").startswith("47"):
        pytest.skip(f"needs Node with CLDR 47, this one has {versions.get('cldr')}; npm install node@24.2.0")
    return node


def test_agrees_with_icu_on_a_sample() -> None:
    """Each of 24 lengths at 20 instants reads as in ICU 77, in 25 locales, white space folded."""
    rows = agreement(_node(), SAMPLE)
    next(rows)
    classes = dict(rows)
    assert set(classes) == set(SAMPLE)
    assert {locale: dict(found) for locale, found in classes.items()} == {locale: {"same": 480} for locale in SAMPLE}
