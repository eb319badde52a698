"""★ An import from file to register and back. `intake` stores it, `running` plans it, `writing` applies it, `undoing` undoes it.

The pages, the worker and `manage.py import_agreements` all go this one way.
"""
