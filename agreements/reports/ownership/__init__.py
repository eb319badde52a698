"""Vedlegg til eierskapsmelding: what a municipality owns and takes part in, as koml. § 26-1 asks for, ready to paste."""
