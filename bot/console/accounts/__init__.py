"""Staff accounts: invitations, passwords, codes, sign-ins. Nothing about a person who maps is read here."""
