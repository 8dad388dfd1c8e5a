"""Whether a text is Vietnamese, judged by the build of its syllables: a text layer may be garbage, OCR may fail."""

import re
import unicodedata

_ONSETS = "|b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x".split("|")
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych "
    "uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt "
    "yêu ynh"
).split()
_SYLLABLES = {onset + rime for onset in _ONSETS for rime in _RIMES} | {"gi", "gin", "giêng", "giêt"}
_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f])*")
_ADDRESS = re.compile(r"\S+@\S+|\b\w+(?:\.\w+)+\b|https?://\S*")
_FEWEST_WORDS = 8  # with fewer words the share says nothing
_VIETNAMESE = 0.8  # of the words; the worst page of the real laws reaches .93, an 8-bit encoding or garbage under .5
_ACCENTED = 0.3  # of the words; in Vietnamese prose about .8 carry a mark, in a text whose marks were lost none


def is_syllable(word: str) -> bool:
    """Whether `word`, in any case, is built like a Vietnamese syllable: onset, rime and a tone that fits its ending."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    if len(tones) > 1 or bare not in _SYLLABLES:
        return False
    return not _STOPPED.search(bare) or not tones or _TONES[tones[0]] in {"sắc", "nặng"}


def syllable_share(text: str) -> float:
    """The share of the words of `text` that are Vietnamese syllables, from 0 to 1; 1 for a text of hardly any words.

    Abbreviations in capitals ("NĐ-CP"), single letters and addresses are left out of account.
    """
    words = _judged(text)
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST_WORDS else 1.0


def is_vietnamese(text: str) -> bool:
    """Whether `text` is mostly Vietnamese with its marks, as a page of a regulation is; true for hardly any words."""
    words = _judged(text)
    if len(words) < _FEWEST_WORDS:
        return True
    accented = sum(not word.isascii() for word in words)
    return syllable_share(text) >= _VIETNAMESE and accented >= _ACCENTED * len(words)


def _judged(text: str) -> list[str]:
    words = _WORD.findall(_ADDRESS.sub(" ", unicodedata.normalize("NFC", text)))
    return [
        word for word in words if len(word) > 1 and not (word.isupper() and not is_syllable(word) and len(word) < 6)
    ]
