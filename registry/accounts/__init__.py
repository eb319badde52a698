"""How people come in: by password or e-mailed code (`login`), single sign-on, and a second step for those who want one."""
