"""Residential Funding's statement of numbered sections: its first page, its pages, what is in each section."""
