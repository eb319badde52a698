"""A share holds no longer than the party takes part: whoever leaves owns nothing from the same day."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models.whole import Whole


def end_shares(whole: Whole) -> None:
    """End every share that outlasts its party's part, told just as exactly.

    Raises ValidationError for a share that would begin when the party is already out.
    """
    for share in whole.held.ownerships:
        part = share.participation
        if part.valid_to is None or (share.valid_to and share.valid_to <= part.valid_to):
            continue
        if share.valid_from and share.valid_from >= part.valid_to:
            words = {"start": share.start_shown, "row": part}
            raise ValidationError(_("Eierandelen fra %(start)s begynner etter at parten er ute: %(row)s.") % words)
        share.valid_to, share.valid_to_precision, share.valid_to_text = part.valid_to, part.valid_to_precision, part.valid_to_text
