"""The field's vocabulary: printed wordings and what they stand for, shared by layouts and general reader.

Words propose and never prove: see `evidence` for how well a wording is known, and `class_columns.Term` for
which of them need an identity beside them.
"""
