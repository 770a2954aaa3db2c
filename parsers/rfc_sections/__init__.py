"""Residential Funding's statement of numbered sections: page 1, later pages, and each of its sections."""
