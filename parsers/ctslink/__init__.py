"""The sections of the CTSLink statement: Norwest's and Wells Fargo's report to certificate holders."""
