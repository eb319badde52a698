"""The ground: accounts, time, the audit trail, letters. Knows no municipality and no agreement."""
