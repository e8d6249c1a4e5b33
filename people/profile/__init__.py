"""The page of one colleague and what people may say of themselves."""
