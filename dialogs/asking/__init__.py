"""The query language: a sentence and the record's names become a typed question, a question back, or neither.

`understanding.py` has the steps in their order; the YAML files hold the words.
"""
