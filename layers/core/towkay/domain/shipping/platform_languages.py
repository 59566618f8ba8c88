"""By which code does a platform know the language of a template?

Source: WhatsApp Business Platform, "Supported languages"; Messenger's are written alike. A code
that is not one of theirs is refused, and nothing near it is tried when a template is sent.
"""

from towkay.domain.languages import Language

_LISTED = """
    af sq ar az bn bg ca zh_CN zh_HK zh_TW hr cs da nl en en_GB en_US et fil fi fr ka de el gu ha he
    hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb fa pl pt_BR pt_PT pa ro ru sr sk
    sl es es_AR es_ES es_MX sw sv ta te th tr uk ur uz vi zu
"""
_CODES = frozenset(_LISTED.split())
_OTHERWISE = {
    "zh": "zh_TW",
    "zh_Hant": "zh_TW",
    "zh_Hant_TW": "zh_TW",
    "zh_Hant_HK": "zh_HK",
    "zh_MO": "zh_HK",
    "zh_Hans": "zh_CN",
    "zh_SG": "zh_CN",
    "pt": "pt_PT",
    "no": "nb",
}


def platform_language(language: Language) -> str:
    """The platform's code; empty for a language that templates cannot be in."""
    code = language.replace("-", "_")
    if code in _CODES:
        return code
    bare = code.partition("_")[0]
    return _OTHERWISE.get(code) or (bare if bare in _CODES else "")
