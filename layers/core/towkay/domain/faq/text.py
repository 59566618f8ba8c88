"""How a shopper's message reads once spelling, script, decoration and politeness are set aside."""

from towkay.domain.faq.folding import fold, is_cjk, plain_letters
from towkay.domain.faq.padding import trim_padding


def normalise(text: str) -> str:
    """The one spelling that all ways of writing the same message share; empty if no letter is left.

    Total and linear in the length: any string is accepted, also lone surrogates and nulls.
    """
    return trim_padding(fold(text))


def is_mostly_chinese(text: str) -> bool:
    """Whether a shopper wrote Chinese: each CJK letter weighs as much as a Latin word.

    A brand or product name in Latin letters thus does not make a Chinese sentence English.
    False where there is no letter of either.
    """
    chinese = latin_words = 0
    in_latin = False
    for char in plain_letters(text):
        is_letter = char.isalpha()
        is_latin = is_letter and not is_cjk(char)
        latin_words += is_latin and not in_latin
        in_latin = is_latin or (in_latin and char.isdigit())
        chinese += is_letter and is_cjk(char)
    return chinese > 0 and chinese >= latin_words
