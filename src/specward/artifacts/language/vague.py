"""Words that promise a quality and leave open how much of it, by language.

Only words that hardly ever say anything else in a requirement are here: `fast path`, `simple types` and `Quick Start`
are names of things.
"""

from __future__ import annotations

VAGUE = {
    "friendly": "user[- ]friendly",
    "easy": "easy[- ]to[- ](?:use|understand|navigate)",
    "ease of use": "ease of use",
    "intuitive": "intuitive(?:ly)?",
    "seamless": "(?:integrate|work|switch|transition)s? seamlessly|"
    "seamless (?:\\w+ )?(?:integration|experience|transitions?)",
    "appealing": "visually appealing",
    "pleasing": "aesthetically pleasing",
    "designed": "well[- ]designed",
    "of-the-art": "state-of-the-art",
    "in-class": "best-in-class",
    "performan": "high[- ]performance|performant|acceptable performance",
    "possible": "(?:if|where|wherever|when|whenever) (?:at all )?possible|"
    "as (?:fast|quickly|soon|much|many) as possible",
    "needed": "(?:as|when) needed",
    "necessary": "(?:if|as|when) necessary",
    "timely": "in a timely (?:manner|fashion)",
    "reasonabl": "within (?:a )?reasonable time|reasonabl[ey] (?:fast|quick|short|quickly)",
    "robust": "robust (?:error|exception|validation|handling|security|solution)",
    "appropriate": "(?:as|where|if|when) appropriate|appropriately|"
    "(?:with|return|returns|display|displays|provide|provides|show|shows|use|uses|apply|have|configure)"
    " (?:an? )?appropriate",
    "gracefully": "gracefully",
    "quickly": "(?:load|respond|run|perform|start|render|work|open)s? (?:very )?quickly",
    "efficiently": "(?:load|respond|run|perform|work|scale|operate)s? efficiently",
    "smoothly": "(?:load|scroll|run|work|animate|transition|display)s?(?: \\w+){0,3} smoothly",
    "properly": "(?:work|function|behave|operate)s? properly",
}
"""English: a part that no match of the pattern is without, in lower case, and the pattern."""

NO_JUDGEMENT = frozenset(("appropriate", "needed", "necessary", "possible"))
"""Vague words beside which a success criterion may well name something to look at."""

VAGUE_ELSEWHERE = {
    # Portuguese, Spanish
    "amig": "amigável|amigáveis|amigables?",
    "fácil": "fácil de usar|fácil utilização",
    "intuitiv": "intuitiv[oaie]s?|intuitiv(?:e[nmrs])?|intuitivement",
    "intuitif": "intuitifs?",
    "eficien": "de forma eficiente|eficientemente",
    "poss": "se possível|quando possível|sempre que possível|o mais rápido possível|si possible|"
    "dans la mesure du possible|le plus rapidement possible|se possibile|quando possibile",
    "posible": "si es posible|cuando sea posible|siempre que sea posible|lo más rápido posible",
    "necess": "se necessário|quando necessário|conforme necessário|se necessario",
    "necesari": "si es necesario|cuando sea necesario",
    "corresponda": "según corresponda",
    "apropia": "apropiad[oa]s?",
    "apropria": "apropriad[oa]s?",
    "adequad": "adequad[oa]s?|adequadamente",
    "adecuad": "adecuad[oa]s?|adecuadamente",
    "rapidamente": "rapidamente",
    "rápidamente": "rápidamente",
    "tempo hábil": "em tempo hábil",
    "oportunamente": "oportunamente",
    # German
    "freundlich": "benutzerfreundlich(?:e[nmrs]?)?|nutzerfreundlich(?:e[nmrs]?)?",
    "möglich": "wenn möglich|falls möglich|nach möglichkeit",
    "bedarf": "bei bedarf",
    "gegebenenfalls": "gegebenenfalls",
    "angemessen": "angemessen(?:e[nmrs]?)?",
    "geeignet": "geeignet(?:e[nmrs]?)?",
    "zeitnah": "zeitnah(?:e[nmrs]?)?",
    "zu bedienen": "einfach zu bedienen",
    # French
    "convivia": "convivial(?:e|es)?|conviviaux",
    "à utiliser": "facile à utiliser",
    "nécessaire": "si nécessaire",
    "besoin": "au besoin",
    "échéant": "le cas échéant",
    "approprié": "appropriée?s?",
    "adéquat": "adéquate?s?",
    "rapidement": "rapidement",
    "délai raisonnable": "dans un délai raisonnable",
    # Italian, Russian
    "facile da": "facile da usare",
    "adeguat": "adeguat[oaie]",
    "удобн": "удобн(?:ый|ая|ое|ые)",
    "интуитивно": "интуитивно",
    "возможности": "по возможности",
    "необходимости": "при необходимости",
    "своевременно": "своевременно",
    "соответствующим": "соответствующим образом",
}
"""The same for other languages that part words by blanks."""

VAGUE_UNSPACED = {
    "Japanese": "使いやすい|使いやすく|わかりやすい|わかりやすく|分かりやすい|分かりやすく|直感的|適切な|適切に|適宜|"
    "必要に応じて|可能な限り|できるだけ|速やかに|高速に|スムーズに|シームレス|柔軟に",
    "Simplified Chinese": "用户友好|友好的|易用|易于使用|直观|适当|合适的|必要时|尽可能|尽快|如有必要|及时|流畅|无缝",
    "Traditional Chinese": "使用者友善|友善的|易用|易於使用|直覺|直觀|適當|"
    "合適的|必要時|盡可能|儘可能|盡快|儘快|及時|流暢|無縫",
    "Korean": "사용자 친화적|직관적|적절한|적절히|가능한 한|필요 시|원활하게|신속하게",
}
"""Of languages that put no blanks between words, or write endings to them."""

JUDGED = {
    "satisf": "(?:high|higher|good|improved) (?:\\w+ )?satisfaction|satisf(?:ied|action) with",
    "experience": "(?:good|great|better|improved|positive|pleasant|smooth) (?:\\w+ )?experience",
    "enjoy": "enjoyable",
    "correctly": "(?:works?|functions?|behaves?|operates?) correctly",
    "expected": "(?:works?|working|functions?|behaves?|operates?) as expected",
    "well": "(?:works?|performs?) well",
    "understand": "(?:students?|users?|readers?|visitors?|developers?) (?:can )?understand",
    "clearly": "clearly (?:convey|communicate|express)s?",
    "instant": "near[- ]instant(?:ly|aneous)?",
    "responsive": "remains? (?:responsive|usable)",
    "smooth": "smooth(?:ly)?",
}
"""English words that make a success criterion a matter of opinion, beside the vague ones."""

JUDGED_ELSEWHERE = {
    "satisf": "satisfação|satisfeitos?|satisfacción|satisfechos?|satisfaction|satisfaits?",
    "experi": "boa experiência|buena experiencia",
    "expérience": "bonne expérience",
    "funciona": "funciona corretamente|funciona correctamente",
    "como": "como esperado|como se espera",
    "zufrieden": "zufrieden(?:heit)?",
    "erwartet": "wie erwartet",
    "reibungslos": "reibungslos",
    "fonctionne": "fonctionne correctement",
    "prévu": "comme prévu",
}

JUDGED_UNSPACED = {
    "Japanese": "満足|理解できる",
    "Simplified Chinese": "满意|良好的体验",
    "Traditional Chinese": "滿意|良好的體驗",
}
