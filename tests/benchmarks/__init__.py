"""How fast the register is, measured. Not in the suite: each module is run by the command in its docstring."""
