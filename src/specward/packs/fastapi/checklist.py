"""The checklist on the topic `fastapi`: what a feature of a back end is to bring, in which order, and who looks at it.

A question with an id is measured (`specward.acceptance.of_backend`). Those under the last heading can be signed
one by one as well: `spec sign 001-login/checks#authorization-reviewed`.
"""

from __future__ import annotations

from specward.packs.fastapi.judged import QUESTIONS
from specward.scaffold.builtin_checklists import BuiltIn, Question

TOPIC = "fastapi"
CHECKLIST = BuiltIn(
    "Back End",
    "What the feature brings to the back end, in which order, and what only a person can judge of it",
    {
        "The Order of Work": (
            Question("What was asked for and the code that is there were read before anything was written"),
            Question("The endpoints were designed, and the plan has a table of them, before the code behind them"),
            Question("Models and their tables came before what uses them, and tests before it was called done"),
            Question("What was slow was measured before it was made fast"),
        ),
        "What Is Delivered": (
            Question("Each endpoint that the plan has a table of is there", "FAP-1"),
            Question("There is a schema for what is sent and one for what is answered, apart from the tables"),
            Question("What the feature decides stands in a service, and no endpoint decides it"),
            Question("The database is asked in one place, through the ORM, and a transaction ends there"),
            Question("A change to a table has its revision", "FAP-2"),
            Question("Each way in which it can go wrong has an answer, in the one form that all errors have"),
            Question("Every function has hints for what it takes and gives, and the document says what each is for"),
            Question("A test mentions each operation of the API", "FAP-3"),
        ),
        "What Others Rely On": (
            Question("Nothing breaks for whoever goes by the contract, or a new version says so", "FAP-4"),
            Question("The OpenAPI document was handed to those who build upon it, with what is new in it"),
            Question("Where something was done in another way than agreed, it is written down why"),
        ),
        "What a Person Judges": tuple(Question(asked.text) for asked in QUESTIONS.values()),
    },
)
