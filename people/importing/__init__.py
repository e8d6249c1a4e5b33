"""Employees from the HR system: a file is read, its columns found, each row parsed, and all applied or nothing."""
