"""What a slug costs: newscore against python-slugify's default call, Django's slugify and anyascii with one regex.

python -m tests.bench.bench_slugs

Every headline is another one, so nothing but the tables of letters is warm. Django and anyascii are shown where they
are installed (pip install django anyascii); neither writes these languages as their newsrooms do.
"""

import random
import re
from collections.abc import Callable
from importlib import import_module

from slugify import slugify as python_slugify

from newscore.slugs import slugify
from tests.bench.icount import measure

COUNT = 200
SCRIPTS = {
    "en": "ministers won't rule out a bridge tax as homes flood and trains stop; storm hits the coast of Wales",
    "uk": "шторм обрушився на узбережжя уряд єдність ухвалив їжа закон про воду місто готується знов’янка ріки",
    "el": "η κυβέρνηση ανακοίνωσε νέα μέτρα για την ευρωπαϊκή οικονομία μπροστά στις εκλογές του νοεμβρίου",
    "kk": "үкімет жаңа заң жобасын қабылдады өзен суы көтерілді қала тұрғындары әкімдікке шағым айтты",
    "hy": "կառավարությունը հաստատեց նոր օրենք երևանի ջրի մասին որոշում ընդունվեց այսօր երեկոյան",
    "ka": "მთავრობამ ახალი კანონი მიიღო წყლის შესახებ ქალაქი ემზადება არჩევნებისთვის დღეს",
    "ko": "정부가 새로운 물 관리 법안을 발표했다 국립공원 독립문 앞에서 시민들이 모였다",
    "sr": "влада је усвојила нови закон о води ђаци чекају одлуку џеп љубав њива",
    "ar": "أعلنت الحكومة اليوم خطة جديدة لحماية المياه في المدن الساحلية قبل الشتاء",
    "fa": "دولت می‌گوید کتاب‌ها به زودی به مدرسه‌ها می‌رسند و برنامه تازه‌ای آغاز می‌شود",
    "th": "รัฐบาล ประกาศ แผน ใหม่ สำหรับ น้ำ และ ถนน ใน เมือง ชายฝั่ง ก่อน ฤดูหนาว",
    "vi": "chính phủ thông qua luật mới về nguồn nước thành phố chuẩn bị cho mùa mưa bão",
}


def main() -> None:
    """Print one table for ASCII headlines and one for each other script."""
    for language, words in SCRIPTS.items():
        _compare(language, _headlines(words), f"headlines in {language!r}")


def _compare(language: str, headlines: list[str], title: str) -> None:
    cases: dict[str, Callable[[], object]] = {
        "python-slugify, default call": lambda: [python_slugify(headline) for headline in headlines],
        "newscore slugify(headline, language=…)": lambda: [
            slugify(headline, language=language) for headline in headlines
        ],
        "newscore slugify(headline)": lambda: [slugify(headline) for headline in headlines],
    }
    for name, find in (("Django slugify", _find_django), ("anyascii and one regex", _find_anyascii)):
        other = find()
        if other is not None:
            cases[name] = lambda other=other: [other(headline) for headline in headlines]  # type: ignore[misc]
    measure(cases, items=COUNT, base="python-slugify, default call", title=f"slugs: {title}")


def _headlines(words: str) -> list[str]:
    chance, known = random.Random(20260115), words.split()
    return [
        f"{' '.join(chance.choice(known) for _ in range(chance.randint(6, 11))).capitalize()}: {number}"
        for number in range(COUNT)
    ]


def _find_django() -> Callable[[str], str] | None:
    try:
        found: Callable[[str], str] = import_module("django.utils.text").slugify
    except ImportError:
        return None
    return found


def _find_anyascii() -> Callable[[str], str] | None:
    try:
        anyascii: Callable[[str], str] = import_module("anyascii").anyascii
    except ImportError:
        return None
    words = re.compile("[^a-z0-9]+")
    return lambda headline: words.sub("-", anyascii(headline).lower()).strip("-")


if __name__ == "__main__":
    main()
