"""The presence of a year as data: JSON, and tables for spreadsheets."""
