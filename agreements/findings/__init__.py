"""★ What the rules of law find in the rows: facts, findings kept in step with every write, and what people do with them."""

from agreements.findings.acts import accept, publish, reopen
from agreements.findings.recheck import recheck

__all__ = ["accept", "publish", "recheck", "reopen"]
