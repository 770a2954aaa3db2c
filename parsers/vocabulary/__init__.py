"""The field's vocabulary: printed wordings and their meanings, shared by layouts and general reader.

Words propose and never prove: see `evidence` for the source of a wording, and `class_columns.Term` for
the wordings that need an identity beside them.
"""
