"""The pages of Residential Funding's monthly report in text: their heads, wrapped class tables, pools."""
