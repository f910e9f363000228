"""What newscore reads of CLDR's locale data."""
