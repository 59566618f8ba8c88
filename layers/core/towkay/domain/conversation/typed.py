"""Which place of a numbered list did somebody answer with?"""

from towkay.domain.faq.text import normalise

_DIGITS = (
    *(("1", "一"), ("2", "二"), ("3", "三"), ("4", "四"), ("5", "五")),
    *(("6", "六"), ("7", "七"), ("8", "八"), ("9", "九"), ("10", "十")),
)
# How people answer a numbered list, as `normalise` writes it.
_NUMBERS = tuple(
    {normalise(form.format(digit)) for form in ("{}", "第{}個", "選{}", "{}號") for digit in digits}
    for digits in _DIGITS
)


def typed_place(text: str) -> int | None:
    """The place, from 0, that a message names; None when it says anything else."""
    said = normalise(text).strip(" .")
    return next((place for place, spelt in enumerate(_NUMBERS) if said in spelt), None)
