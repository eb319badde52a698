"""★ The law: every form of cooperation, one file each, without database or request. Start in `catalogue`."""
