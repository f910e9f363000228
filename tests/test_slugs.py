"""What a slug looks like: apostrophes, numbers, symbols, native scripts, limits, reserved words and explanations."""

from typing import Annotated

import pytest
from pydantic import StringConstraints, TypeAdapter, ValidationError

from newscore import slugs
from newscore._romanize_hangul import _pairs
from newscore._slugify import _writer
from newscore.errors import SlugError
from newscore.slugs import TABLES, explain, is_reserved, is_slug, slugify

TEXT_RULES = {
    "English drops apostrophes": ("en", "Europe’s farmers can't wait", "europes-farmers-cant-wait"),
    "so do German, Turkish and Portuguese": ("tr", "Iğdır’da 3’üncü gün", "igdirda-3uncu-gun"),
    "French splits": ("fr", "L’été d'aujourd’hui", "l-ete-d-aujourd-hui"),
    "Italian splits": ("it", "Questa è l'Europa dell’acqua", "questa-e-l-europa-dell-acqua"),
    "Catalan splits, and l·l is ll": ("ca", "L’aigua és intel·ligent", "l-aigua-es-intelligent"),
    "quotation marks around a word leave no trace": ("en", "‘Green wall’ of 'trees'", "green-wall-of-trees"),
    "Ukrainian: an apostrophe is inside the word": ("uk", "Зв’язок і м'яч", "zviazok-i-miach"),
    "Finnish: a colon hangs an ending on": ("fi", "EU:n johtajat klo 12:30", "eun-johtajat-klo-12-30"),
    "elsewhere a colon parts words": ("sv", "EU:s ledare", "eu-s-ledare"),
    "Hebrew: a mark of abbreviation is inside the word": ("he", 'צה"ל וחז״ל', "צהל-וחזל"),
    "the grouping mark goes": ("en", "1,400km and 2,500,000 trees", "1400km-and-2500000-trees"),
    "the Indian groups of two as well": ("en-IN", "Rs 1,25,000 crore", "rs-125000-crore"),
    "the decimal mark is a hyphen": ("en", "1.46 lakh, 2.5%", "1-46-lakh-2-5"),
    "German has the marks the other way round": ("de", "1.400 km, 2,5 %", "1400-km-2-5"),
    "a date is no grouped number": ("de", "Am 05.05.2021", "am-05-05-2021"),
    "a fraction is no grouped number": ("de", "Pi ist 3,141.592", "pi-ist-3-141-592"),
    "four digits are no group": ("en", "1,4000 and 12345,678", "1-4000-and-12345-678"),
    "a no-break space groups in French": ("fr", "1\u202f500 euros et 2\u00a0000 francs", "1500-euros-et-2000-francs"),
    "a space does not": ("fr", "Covid 19 200 morts", "covid-19-200-morts"),
    "Mexico writes as the United States": ("es-MX", "1,400 pesos", "1400-pesos"),
    "Spain does not": ("es", "1.400 euros", "1400-euros"),
    "Switzerland groups with an apostrophe": ("de-CH", "1’400 Franken", "1400-franken"),
    "elsewhere an apostrophe parts figures": ("en", "5'10 tall", "5-10-tall"),
    "Arabic marks": ("ar", "١٬٤٠٠ و ٢٫٥", "١٤٠٠-و-٢-٥"),
    "superscripts are not glued": ("en", "10² and CO₂ and 10¹²m", "10-2-and-co-2-and-10-12-m"),
    "fractions are not glued": ("en", "2½ hours", "2-1-2-hours"),
    "circled numbers are not glued": ("en", "1② ❸4", "1-2-3-4"),
    "soft hyphens do not split": ("is", "Hæsti\u00adréttur", "haestirettur"),
    "zero-width and bidi characters neither": (
        "en",
        "Sto\u200brm \u202ahits\u202c \ufeffco\u2060ast",
        "storm-hits-coast",
    ),
    "ligatures": ("en", "Oﬃcial ﬁrst", "official-first"),
    "fullwidth letters": ("en", "ＡＢＣ１２", "abc12"),
    "emoji go": ("en", "Fire🔥sale 👨‍👩‍👧 today", "fire-sale-today"),
    "so do currency and other signs": ("en", "R&D: €30 ©2020 25°C™", "r-d-30-2020-25-c"),
    "a dimension keeps its sign": ("en", "4×4 rally", "4x4-rally"),
    "Turkish capitals": ("tr", "İSTANBUL IĞDIR", "istanbul-igdir"),
    "Azerbaijani schwa": ("az", "Əliyev GƏNCƏ", "eliyev-gence"),
    "an entity is text": ("en", "Fish &amp; chips", "fish-amp-chips"),
    "initials": ("en", "U.S. vote", "u-s-vote"),
    "a foreign word by its own script's rules": ("en", "Газета Έθνος ქალაქი", "gazeta-ethnos-kalaki"),
}


@pytest.mark.parametrize(("language", "text", "slug"), TEXT_RULES.values(), ids=list(TEXT_RULES))
def test_a_text_rule(language, text, slug):
    """A headline becomes what its newsroom would publish."""
    assert slugify(text, language=language) == slug


NATIVE = [
    ("ar", "أخبار اليوم: BBC عربي", "أخبار-اليوم-bbc-عربي"),
    ("ar", "كـــتاب", "كتاب"),
    ("fa", "می‌خواهم کتاب‌ها را", "می‌خواهم-کتاب‌ها-را"),
    ("fa", "دا‌نش", "دانش"),
    ("he", "הממשלה אישרה תקציב", "הממשלה-אישרה-תקציב"),
    ("hi", "सरकार ने नई योजना, क्ष", "सरकार-ने-नई-योजना-क्ष"),
    ("hi", "क्‍ष र्‌य", "क्‍ष-र्‌य"),
    ("si", "ශ්‍රී ලංකා", "ශ්‍රී-ලංකා"),
    ("th", "รัฐบาลประกาศแผนใหม่", "รัฐบาลประกาศแผนใหม่"),
    ("zh", "政府公布2026年预算方案：市民欢迎", "政府公布2026年预算方案-市民欢迎"),
    ("ja", "首相、会見で「説明」ｶﾞｽ代", "首相-会見で-説明-ガス代"),
    ("am", "አዲስ አበባ ዜና", "አዲስ-አበባ-ዜና"),
]


@pytest.mark.parametrize(("language", "text", "slug"), NATIVE)
def test_a_language_without_a_table_keeps_its_script(language, text, slug):
    """Letters, marks, digits; a joiner only where the script needs it."""
    assert slugify(text, language=language) == slug
    assert is_slug(slug)


@pytest.mark.parametrize("scheme", [None, "strip", "sr-gaj"])
def test_a_script_subtag_decides(scheme):
    """A language written in another script follows that script."""
    assert slugify("Ђаци Đaci", language="sr-Latn") == "djaci-djaci"
    assert slugify("خبر", language="az-Arab") == "خبر"
    assert slugify("Xəbər", language="az") == "xeber"


def test_native_script_and_plain_ascii_can_be_asked_for():
    """`native` keeps any script but Latin, `ascii` writes as python-slugify does."""
    assert slugify("Привіт, Straße", language="uk", scheme="native") == "привіт-strasse"
    assert slugify("你好 世界", language="zh", scheme="ascii") == "ni-hao-shi-jie"


def test_symbols_and_emoji_in_words_on_request():
    """Words of the headline's language, and Unicode's names."""
    assert slugify("Fisch & Wein: 5 %", language="de", symbols="words") == "fisch-und-wein-5-prozent"
    assert slugify("5 € de plus", language="fr", symbols="words") == "5-euro-de-plus"
    assert slugify("Sale 🔥", language="en", emoji="name") == "sale-fire"
    assert slugify("Go 🇫🇷!", language="en", emoji="name") == "go-f-r"
    assert slugify("5 % off", language="xx", symbols="words") == "5-off"


def test_stop_words_never_empty_a_slug():
    """They are written as the language writes them, and stay where nothing else is."""
    assert slugify("The end of the storm", language="en", stop_words=("the", "of")) == "end-storm"
    assert slugify("The The", language="en", stop_words=("the",)) == "the-the"
    assert slugify("І день і ніч", language="uk", stop_words=("і",)) == "den-nich"


def test_a_text_without_words_gives_the_fallback():
    """Never empty, and the fallback is the caller's to choose."""
    assert [slugify(text, language="en") for text in ("", "!?", "\u200b", "🔥")] == ["story"] * 4
    assert slugify("…", fallback="article", max_length=4) == "arti"


@pytest.mark.parametrize("text", ["Admin", "API", "feed", "2026", "1999", "2026-11", "24", "2026/11/24"])
def test_a_reserved_word_never_stands_alone(text):
    """A site's own paths, years and dates get a word after them; a mere number is none."""
    slug = slugify(text, language="en", max_length=16)
    assert not is_reserved(slug)
    assert slug.endswith("-story") != (text == "24")
    assert len(slug) <= 16


def test_reserved_words_are_an_option():
    """A site with other paths names its own, or none."""
    assert slugify("Admin", language="en", reserved=()) == "admin"
    assert slugify("Video", language="en", reserved={"video"}) == "video-story"


def test_the_word_after_a_reserved_one_counts_in_the_limit():
    """Where there is no room for both, the fallback stands alone."""
    assert slugify("Admin", language="en", max_length=None) == "admin-story"
    assert slugify("Admin", language="en", max_length=8) == "ad-story"
    assert slugify("Admin", language="en", max_length=5) == "story"


def test_what_is_remembered_has_a_bound_and_makes_no_difference(monkeypatch):
    """A memory that is full, or may hold nothing, gives the same slugs."""
    headlines = [("ko", "좋소 독립문"), ("uk", "Єдність"), ("zh", "北京"), (None, "北京 é")]
    before = [slugify(text, language=language) for language, text in headlines]
    monkeypatch.setattr("newscore._slug_text._TABLE_LIMIT", 0)
    monkeypatch.setattr("newscore._romanize_hangul._CACHE_LIMIT", 0)
    monkeypatch.setattr("newscore._romanize_hangul._pairs", type(_pairs)())
    monkeypatch.setattr("newscore._slugify._writer", _writer.__wrapped__)
    assert [slugify(text, language=language) for language, text in headlines] == before
    assert before == ["joso-dongnimmun", "yednist", "北京", "bei-jing-e"]


def test_a_slug_is_cut_after_a_whole_word():
    """At most `max_length` characters; one overlong word is cut where no letter loses its marks."""
    assert slugify("Storm hits the coast", language="en", max_length=12) == "storm-hits"
    assert slugify("Donaudampfschifffahrt", language="de", max_length=10) == "donaudampf"
    assert slugify("ที่นี่", language="th", max_length=2) == "ที่นี่"[:1]
    assert slugify("Storm " * 400, language="en", max_length=None).count("storm") == 170


def test_a_native_slug_is_cut_by_its_encoded_length_too():
    """A Thai letter takes nine bytes of a URL."""
    slug = slugify("ข่าวด่วน วันนี้ มาก", language="th", max_encoded=80)
    assert slug == "ข่าวด่วน"
    assert slugify("ข่าวด่วน", language="th", max_encoded=30) == "ข่า"
    assert slugify("Storm hits", language="en", max_encoded=1) == "storm-hits"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scheme": "nonsense"}, "expected one of the schemes"),
        ({"tables": "1999.1"}, "expected the table edition '2026.1'"),
        ({"max_length": 0}, "expected a max_length of at least 1, got 0"),
        ({"max_length": -5}, "expected a max_length of at least 1, got -5"),
        ({"text": "!", "fallback": "No Slug"}, "expected a slug as fallback"),
        (
            {"text": "новини", "scheme": "native", "language": "uk", "max_encoded": 11},
            "expected a max_encoded of at least 12",
        ),
        ({"symbols": "loud"}, "expected symbols 'drop' or 'words'"),
    ],
)
def test_what_cannot_be_done_is_refused(options, message):
    """One error, with what was expected."""
    with pytest.raises(SlugError, match=message):
        slugify(options.pop("text", "Storm"), **{"language": "en", **options})


@pytest.mark.parametrize(
    "language", ["", "xx", "<script>", "en_US.UTF-8", "x" * 5000, "de-AT", "zh-Hant-TW", "\ud800", "é"]
)
def test_any_language_tag_gives_a_slug(language):
    """A hostile tag is an unknown language."""
    assert slugify("Storm: 1,400 hit", language=language) in {"storm-1400-hit", "storm-1-400-hit"}


SLUGS = ["storm", "storm-hits-2", "7", "北京", "خبر-عاجل", "می‌خواهم", "क्‍ष", "привіт-світ", "ที่นี่"]
NO_SLUGS = [
    "",
    "-",
    "-a",
    "a-",
    "a--b",
    "A",
    "a b",
    "a_b",
    "a.b",
    "é",
    "straße",
    "a/b",
    "%20",
    "a\n",
    "Привіт",
    "\u0301",
    "a-\u0e31",
    "a\u200cb",
    "क\u200c",
    "🔥",
    "10²",
    "\ud800",
]


@pytest.mark.parametrize("text", SLUGS)
def test_is_slug_knows_a_slug(text):
    """What slugify can yield, Latin or native; the pattern agrees."""
    assert is_slug(text)
    TypeAdapter(Annotated[str, StringConstraints(pattern=slugs.SLUG_PATTERN)]).validate_python(text)


@pytest.mark.parametrize("text", NO_SLUGS, ids=ascii)
def test_is_slug_knows_what_is_none(text):
    """Capitals, blanks, stray hyphens, marks and joiners."""
    assert not is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", "a--b", "A", "a b", "é", "a/b", "a\n", "a_b", "🔥"], ids=ascii)
def test_the_pattern_refuses_what_no_slug_is(text):
    """The pattern works in pydantic's Rust engine, which has no look-around."""
    with pytest.raises(ValidationError):
        TypeAdapter(Annotated[str, StringConstraints(pattern=slugs.SLUG_PATTERN)]).validate_python(text)


def test_explain_says_which_rule_did_what():
    """The slug is slugify's own; each step names its rule and its source."""
    told = explain("L’œuf\u00ad à 1\u202f500 € et H₂O 2026", language="fr", max_length=20, stop_words=("et",))
    assert told.slug == slugify(
        "L’œuf\u00ad à 1\u202f500 € et H₂O 2026", language="fr", max_length=20, stop_words=("et",)
    )
    rules = [step.rule for step in told.steps]
    assert rules == ["invisible", "small-number", "number", "letters", "apostrophe", "stop-words", "cut"]
    assert (told.scheme, told.steps[-1].after) == ("strip", "l-oeuf-a-1500-h-2-o")


def test_explain_tells_of_the_last_resort():
    """Reserved words and empty texts are explained as well."""
    assert [step.rule for step in explain("2026", language="en").steps] == ["reserved"]
    assert [step.rule for step in explain("!", language="en").steps] == ["fallback"]
    long = "ข่าวด่วน วันนี้"
    assert [step.rule for step in explain(long, language="th", max_length=None, max_encoded=90).steps] == ["cut"]
    assert "uk-kmu" in str(explain("Єва", language="uk"))
    assert explain("Çok", tables=TABLES).slug == "cok"
