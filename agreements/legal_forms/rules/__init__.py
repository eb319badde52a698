"""The rules: one module a subject, one function a rule, each saying what it rests on. `agreements.legal_forms.check` runs them."""
