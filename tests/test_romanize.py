"""Romanization by official schemes: examples that the standards print, in words of our own where they print none."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscore._romanize_context import CONTEXT
from newscore.errors import MissingExtra, SlugError
from newscore.romanize import MAX_MARKS, SCHEMES, find_scheme, normalize, romanize, schemes

# Language, scheme, text, Latin; the source of each row is the standard that the scheme names.
EXAMPLES = [
    ("uk", None, "Алушта Борщагівка Вишгород Гадяч Згорани", "Alushta Borshchahivka Vyshhorod Hadiach Zghorany"),
    ("uk", None, "Єнакієве Наєнко Їжакевич Кадіївка", "Yenakiieve Naienko Yizhakevych Kadiivka"),
    ("uk", None, "Йосипівка Стрий Юрій Яготин Ічня", "Yosypivka Stryi Yurii Yahotyn Ichnia"),
    ("uk", None, "Знам'янка Знам’янка Знамʼянка", "Znamianka Znamianka Znamianka"),
    ("uk", None, "‘Єдність’ 'Юність'", "‘Yednist’ 'Yunist'"),
    ("uk", None, "ЗГОРАНИ ЮРІЙ", "ZGHORANY YURII"),
    ("ru", None, "Объём щедрых йогуртов, эхо Хабаровска", "Obem shchedrykh yogurtov, ekho Khabarovska"),
    ("ru", "ru-icao", "Юрий Яковлев, объезд", "Iurii Iakovlev, obieezd"),
    ("be", None, "Гомель Магілёў Лаўна Віцебск", "Homyel Mahilyow Lawna Vitsyebsk"),
    ("be", None, "Вераб’евічы з'езд", "Vyerabyevichy zyezd"),
    ("be", "icao", "Магілёў Гомель", "Mahiliou Homel"),
    ("bg", None, "София Щъркел Йордан Цвят Хисаря Синьо", "Sofia Shtarkel Yordan Tsvyat Hisarya Sinyo"),
    ("bg", None, "България „Българска“ ‘София’", "Bulgaria „Balgarska“ ‘Sofia’"),
    ("sr", None, "Ђорђе Ћирић, Џеп Љубав Његош", "Djordje Ciric, Dzep Ljubav Njegos"),
    ("sr-Latn-RS", None, "Đorđe Ćirić", "Djordje Ciric"),
    ("hr", None, "Đakovo Čakovec", "Dakovo Cakovec"),
    ("mk", None, "Ѓорѓи Ќерка Жаба Чаша Шума Ѕвезда Џеб Цвет", "Gjorgji Kjerka Zhaba Chasha Shuma Dzvezda Djeb Cvet"),
    ("kk", None, "Әулиекөл Ұшқын Өгізбұлақ Ырғыз", "Auliekol Ushqyn Ogizbulaq Yrghyz"),
    ("kk", "2021", "Әлем Ғылым Шымкент Жаңа", "Alem Gylym Symkent Jana"),
    ("mn", None, "Өнөөдөр, гэрээ, ерөөл, гаръя, харь", "Onoodor, geree, yerool, gariya, khari"),
    ("el", None, "Εύβοια Ελευσίνα Ευαγγελία Αύριο Ναύπακτος", "Evvoia Elefsina Evangelia Avrio Nafpaktos"),
    ("el", None, "Ταΰγετος Πτολεμαΐδα Αϊβαλί υιός Νάουσα", "Taygetos Ptolemaida Aivali yios Naousa"),
    ("el", None, "Μπάρμπας Καλαμπάκα Παγκράτι άγχος Σφίγξ", "Barmpas Kalampaka Pagkrati anchos Sfinx"),
    ("el", None, "Λονδίνο Ντοστογιέφσκι Τζαμάικα ευ", "Londino Ntostogiefski Tzamaika ef"),
    ("el", None, "αὐτός οὐρανός", "aftos ouranos"),
    ("ka", None, "თბილისი ჭიანჭველა ბაყაყი მეღვინეთუხუცესი", "tbilisi chianchvela baqaqi meghvinetukhutsesi"),
    ("hy", None, "Երևան Հայաստան ոչ ով Ուրարտու թեև", "Yerevan Hayastan voch ov Urartu teyev"),
    ("hy", None, "Գյումրի Ոսկե Երկիր բառ", "Gyumri Voske Yerkir barr"),
    ("ko", None, "종로 왕십리 별내 신라", "jongno wangsimni byeollae silla"),
    ("ko", None, "해돋이 같이 굳히다 맞히다", "haedoji gachi guchida machida"),
    ("ko", None, "좋고 놓다 잡혀 낳지", "joko nota japyeo nachi"),
    ("ko", None, "묵호 집현전", "mukho jiphyeonjeon"),
    ("ko", None, "압구정 낙동강 죽변 낙성대 합정 팔당", "apgujeong nakdonggang jukbyeon nakseongdae hapjeong paldang"),
    ("ko", None, "백암 옥천 호법 월곶 벚꽃 한밭 샛별", "baegam okcheon hobeop wolgot beotkkot hanbat saetbyeol"),
    ("ko", None, "촉석루 속리산 독립문 대관령 신문로", "chokseongnu songnisan dongnimmun daegwallyeong sinmunno"),
    ("de", None, "Straße GRÖSSE Über Äpfel", "Strasse GROESSE Ueber Aepfel"),
    ("da", None, "Ærø Aarhus Ålborg", "Aeroe Aarhus Aalborg"),
    ("nb", None, "Ærfugl på Øya", "Aerfugl pa Oya"),
    ("is", None, "Þórður Æsa Ísafjörður", "Thordur Aesa Isafjordur"),
    ("az", None, "Əliyev Gəncə Bakı İlham", "Eliyev Gence Baki Ilham"),
    ("tr", None, "Iğdır İzmir Şanlıurfa", "Igdir Izmir Sanliurfa"),
    ("vi", None, "Đường phố Hà Nội ngập nước", "Duong pho Ha Noi ngap nuoc"),
    ("en", None, "Don’t café naïve ﬁne", "Don’t cafe naive fine"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "scheme", "text", "latin"), EXAMPLES, ids=[f"{row[0]}-{row[3][:20]}" for row in EXAMPLES]
)
def test_a_standard_writes_its_own_examples(language, scheme, text, latin):
    """Case, spaces and punctuation stay; letters follow the standard."""
    assert romanize(text, language, scheme) == latin


@pytest.mark.parametrize("language", ["ar", "fa", "he", "hi", "th", "zh", "ja", "ur", "bn", "am", "az-Arab"])
def test_what_no_table_can_romanize_comes_back_as_it_is(language):
    """Consonants without vowels are nobody's slug."""
    assert romanize("أخبار 新闻 खबर", language) == "أخبار 新闻 खबर"


def test_a_scheme_is_found_by_its_name_with_or_without_its_language():
    """`ru-icao` and `icao` are one scheme; the first one listed is the default."""
    assert find_scheme("ru", "icao") is find_scheme("ru-RU", "RU-ICAO")
    assert find_scheme("ru").name == schemes("ru")[0] == "ru-bgn"


def test_an_unknown_scheme_is_refused_with_the_known_ones():
    """The message names the way out."""
    with pytest.raises(SlugError, match="expected one of the schemes ru-bgn, ru-icao, native, ascii"):
        romanize("Юрий", "ru", scheme="gost")


@pytest.mark.parametrize(
    ("language", "scheme", "extra"), [("zh", "zh-pinyin", "pypinyin"), ("ja", "ja-hepburn", "cutlet")]
)
def test_the_default_never_depends_on_what_is_installed(language, scheme, extra):
    """Pinyin and Hepburn are asked for by name; without a name the native script stays, extra or none."""
    assert schemes(language)[0] == "native"
    assert scheme in schemes(language)


@pytest.mark.parametrize(("language", "package"), [("zh", "pypinyin"), ("ja", "cutlet")])
def test_a_scheme_whose_extra_is_missing_says_so(language, package, monkeypatch):
    """The error names what to install; nothing falls back in silence."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=rf"newscore\[{language}\]"):
        CONTEXT[language]()


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("中国", "zhongguo"),
        ("重庆 厦门", "chongqing xiamen"),
        ("银行行长", "yinhanghangzhang"),
        ("绿色", "luse"),
        ("陕西省 山西", "shaanxisheng shanxi"),
    ],
)
def test_pinyin_reads_phrases(text, latin):
    """A character with two readings is read by its phrase: 行 is hang in a bank."""
    pytest.importorskip("pypinyin", reason="needs newscore[zh]")
    assert romanize(text, "zh", scheme="pinyin") == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("北海道", "hokkaido"),
        ("神戸", "kobe"),
        ("ナンバ", "namba"),
        ("新橋", "shimbashi"),
        ("東京タワー", "tokyo tawa"),
    ],
)
def test_hepburn_folds_long_vowels(text, latin):
    """As on passports: long vowels are not written, ん is m before b, m and p."""
    pytest.importorskip("cutlet", reason="needs newscore[ja]")
    assert " ".join(romanize(text, "ja", scheme="hepburn").split()) == latin


@given(st.text(max_size=60), st.sampled_from(sorted({*SCHEMES, "en", "ar", "th", "xx", "<script>"})))
def test_romanize_is_total_and_idempotent(text, language):
    """Any text in any language gives text, and Latin stays as it is."""
    once = romanize(text, language)
    assert romanize(once, language) == once


@given(st.text(max_size=60), st.sampled_from(sorted(SCHEMES)))
def test_composed_and_decomposed_letters_are_the_same(text, language):
    """NFC and NFD spell the same words."""
    assert romanize(unicodedata.normalize("NFD", text), language) == romanize(
        unicodedata.normalize("NFC", text), language
    )


def test_runs_of_marks_are_bounded():
    """A hundred thousand marks on one letter keep no more than the bound, in their order."""
    assert len(normalize("a" + "\u0316\u0301" * 50_000)) <= 1 + MAX_MARKS
    assert romanize("a" + "\u0301\u0316" * 50_000 + " b", "en") == "a b"
