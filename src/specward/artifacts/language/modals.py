"""Words that make a sentence a norm, by language."""

from __future__ import annotations

MODALS = {
    "English": "must shall should will may can cannot mustn't shouldn't won't can't required require requires "
    "prohibited forbidden mandatory need needs never always only ensure ensures",
    "German": "muss müssen soll sollen sollte sollten darf dürfen kann können wird werden",
    "French": "doit doivent devra devront devrait devraient peut peuvent pourra faut",
    "Spanish": "debe deben deberá deberán debería deberían puede pueden podrá podrán",
    "Portuguese": "deve devem deverá deverão deveria deveriam pode podem poderá poderão",
    "Italian": "deve devono dovrà dovranno dovrebbe può possono",
    "Russian": "должен должна должно должны может могут следует",
}
"""By language, parted by blanks."""

UNSPACED_MODALS = {
    "Chinese": "必須 必须 應 应 可以 不得 禁止 不允许 不允許",
    "Japanese": "必須 しなければ なければならない べき すること できる てはならない",
    "Korean": "해야 한다",
}
"""Of languages that put no blanks between words, or write endings to them."""

MUSTS = {
    "English": "MUST SHALL",
    "German": "MUSS MÜSSEN DARF DÜRFEN",
    "French": "DOIT DOIVENT",
    "Spanish": "DEBE DEBEN DEBERÁ DEBERÁN",
    "Portuguese": "DEVE DEVEM DEVERÁ DEVERÃO",
    "Italian": "DEVE DEVONO",
    "Russian": "ДОЛЖЕН ДОЛЖНА ДОЛЖНО ДОЛЖНЫ",
}
"""Those that oblige, as requirements write them: each stands for one obligation."""

UNSPACED_MUSTS = {"Chinese": "必須 必须 不得", "Japanese": "しなければならない てはならない"}
