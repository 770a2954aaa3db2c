"""A table that proves nothing: no layout reads a page of it alone, and it has no class."""

LOAN_LIST = """\
Loan          Rate      Balance       Paid
10411        6.250     101,222.13      91.22
10425        6.375     203,101.97     102.12
10437        6.500      87,640.55      64.18
10448        7.125     150,000.00     110.64
10456        6.875     178,310.42     131.07
10463        6.750      96,025.88      70.55
"""
