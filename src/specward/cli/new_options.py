"""The options that the commands of `spec new` share."""

from __future__ import annotations

from typing import Annotated

import typer

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, as a diff, and write nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of the path.")]
FeatureArgument = Annotated[
    str, typer.Argument(metavar="[FEATURE]", help="Name, number or slug; the current one if left out.")
]
FeatureOption = Annotated[
    str, typer.Option("--feature", metavar="FEATURE", help="Name, number or slug of the feature.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Go on although questions are open; writes a waiver into the document.")
]
