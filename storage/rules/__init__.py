"""The council's rules, pure: no database, no clock. Operations ask them; nothing else does."""
