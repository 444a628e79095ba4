"""Who should meet whom, and who should bid together; and why."""
