"""The forms as data: one YAML file each, and what all of them share. `storage/reporting/layout.py` reads them."""
