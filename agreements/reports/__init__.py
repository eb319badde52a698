"""What each report is: a question answered in sheets of columns and rows. Page, file, command and API all read it from here."""
