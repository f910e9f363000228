"""The letters of each romanization scheme, as data: lower-case letter, then what is written for it."""

from typing import Final

__all__ = ["ANY_SCRIPT", "LETTERS"]


def _pairs(table: str) -> dict[str, str]:
    """Read "а=a б=b ь=" into a dict; what is written may be nothing."""
    return dict(item.split("=", 1) for item in table.split())


_RUSSIAN = _pairs(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh "
    "щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
# Letters that Cyrillic alphabets outside this list add to the Russian one, and the letters of older spellings.
_CYRILLIC = _RUSSIAN | _pairs(
    "ә=a ғ=gh қ=q ң=ng ө=o ұ=u ү=u һ=h і=i ї=i є=e ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz ҳ=h ҷ=j ӣ=i ӯ=u "
    "ҙ=dh ҡ=q ҫ=s җ=j ҥ=ng ҕ=gh ӈ=ng ӡ=dz ҵ=ts ҭ=t ҟ=q ҩ=o ҧ=p ӷ=g ӏ= ҽ=ch ҿ=ch ӌ=ch ҹ=j ҝ=g ҏ=r ӊ=n ӎ=m ӆ=l ѣ=e ѳ=f "
    "ѵ=i ѫ=a ѧ=ya ѡ=o ѯ=ks ѱ=ps ѩ=ya ѭ=yu ѥ=ye ѐ=e ѝ=i ӕ=ae ԝ=w ԛ=q ӽ=h ӿ=h ҫ=s"
)
_SERBIAN = _pairs(
    "а=a б=b в=v г=g д=d ђ=dj е=e ж=z з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=c у=u ф=f х=h "
    "ц=c ч=c џ=dz ш=s đ=dj"
)
_MACEDONIAN = _SERBIAN | _pairs("ѓ=gj ѕ=dz ќ=kj ж=zh ч=ch џ=dj ш=sh ѐ=e ѝ=i đ=d")
_KAZAKH = _RUSSIAN | _pairs("ә=a ғ=gh ё=yo қ=q ң=ng ө=o ұ=u ү=u һ=h і=i")
_BULGARIAN = _RUSSIAN | _pairs("х=h щ=sht ъ=a ь=y ѝ=i ѫ=a ѣ=e")
_GREEK = _pairs(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o ϐ=v "
    "ϑ=th ϕ=f ϖ=p ϰ=k ϱ=r ϲ=s ϵ=e ϝ=w ϳ=j ϗ=kai"
)
_GEORGIAN = _pairs(
    "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts "
    "ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h ჱ=ey ჲ=y ჳ=w ჴ=q ჵ=o ჶ=f ჷ=e ჸ=e ჹ=g ჺ=q ჼ=n"
)
_ARMENIAN = _pairs(
    "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch "
    "պ=p ջ=j ռ=rr ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev ՙ= ՠ=i ֈ=y"
)
# Latin letters that no decomposition reaches. What a language writes for its own letters stands in LETTERS.
_LATIN = _pairs(
    "ß=ss æ=ae œ=oe ø=o ð=d đ=d þ=th ł=l ħ=h ı=i ĸ=k ŀ=l ŋ=ng ŧ=t ə=e ǝ=e ɛ=e ɔ=o ɓ=b ɗ=d ɖ=d ƙ=k ƴ=y ɣ=g ɠ=g ɩ=i "
    "ɨ=i ʉ=u ʋ=v ɲ=ny ɾ=r ʒ=z ʔ= ɂ= ƒ=f ƭ=t ƈ=c ƥ=p ʊ=u ɵ=o ɯ=u ʃ=sh ɦ=h ɬ=l ɑ=a ƿ=w ǥ=g ȝ=gh ǂ= ǀ= ǁ= ǃ= ẞ=ss "
    "ƶ=z ɇ=e ɉ=j ɍ=r ɏ=y ƀ=b ꞑ=n ꞩ=s ꭓ=x ꞌ= ⱥ=a ⱦ=t ȼ=c ɟ=j ɪ=i ʁ=r ʏ=y ʌ=a ɐ=a ɒ=o ɕ=c ɘ=e ɜ=e ɞ=e ɡ=g ɢ=g ɤ=o "
    "ɥ=h ɧ=h ɫ=l ɭ=l ɮ=l ɰ=m ɱ=m ɳ=n ɴ=n ɶ=oe ɸ=f ɹ=r ɺ=r ɻ=r ɼ=r ɽ=r ʀ=r ʂ=s ʄ=j ʇ=t ʈ=t ʍ=w ʎ=y ʐ=z ʑ=z ʕ= ʖ= "
    "ʗ= ʘ= ʙ=b ʛ=g ʜ=h ʝ=j ʞ=k ʟ=l ʠ=q ʡ= ʢ= ʣ=dz ʤ=dz ʥ=dz ʦ=ts ʧ=ts ʨ=tc"
)

LETTERS: Final[dict[str, dict[str, str]]] = {
    "de": _pairs("ä=ae ö=oe ü=ue ß=ss"),
    "da": _pairs("æ=ae ø=oe å=aa"),
    "nb": _pairs("æ=ae ø=o å=a"),
    "is": _pairs("þ=th ð=d æ=ae ö=o"),
    "az": _pairs("ə=e ı=i"),
    "tr": _pairs("ı=i"),
    "hr": _SERBIAN | _pairs("đ=d ђ=d"),
    "sr": _SERBIAN,
    "mk": _MACEDONIAN,
    "ru": _RUSSIAN,
    "ru-icao": _RUSSIAN | _pairs("й=i ю=iu я=ia ъ=ie"),
    "be": _RUSSIAN | _pairs("г=h ґ=g е=ye ё=yo і=i ў=w"),
    "be-icao": _RUSSIAN | _pairs("г=h ґ=g ё=io і=i й=i ў=u ю=iu я=ia"),
    "uk": _RUSSIAN | _pairs("г=h ґ=g є=ie и=y і=i ї=i й=i ё=io ю=iu я=ia"),
    "bg": _BULGARIAN,
    "kk": _KAZAKH,
    "kk-2021": _KAZAKH | _pairs("ғ=g ң=n ё=io ж=j й=i х=h ш=s щ=s ч=ch ю=iu я=ia"),
    "mn": _RUSSIAN | _pairs("е=ye ё=yo ж=j й=i ө=o ү=u щ=sh ъ=i ь=i"),
    "ky": _RUSSIAN | _pairs("ё=yo ж=j ң=ng ө=o ү=u"),
    "tg": _RUSSIAN | _pairs("ё=yo ғ=gh ӣ=i қ=q ӯ=u ҳ=h ҷ=j"),
    "uz": _RUSSIAN | _pairs("ё=yo ж=j х=x ў=o қ=q ғ=g ҳ=h"),
    "el": _GREEK,
    "ka": _GEORGIAN,
    "hy": _ARMENIAN,
}
"""The letters that a scheme writes in its own way; what a scheme does not list is read from ANY_SCRIPT."""

ANY_SCRIPT: Final[dict[str, str]] = _LATIN | _CYRILLIC | _GREEK | _GEORGIAN | _ARMENIAN
"""What is written for a letter of another language, met in a headline whose own scheme does not list it."""
