"""Figures: one question, one query. Each function takes the agreements to count among and returns plain values."""
