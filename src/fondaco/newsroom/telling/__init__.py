"""From records to sentences in two languages: no sentence without a record."""
