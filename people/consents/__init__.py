"""Consents by purpose (152-ФЗ): giving, withdrawing, what must follow at once, the register, erasing and exporting a person."""
