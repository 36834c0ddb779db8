"""The fixed parts of every Word file we make: styles, numbering, settings. Accessible by themselves, whatever is written."""
