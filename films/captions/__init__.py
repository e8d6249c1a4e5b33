"""What is said in a film, as text with times: read from a file, checked, written as WebVTT, told as a transcript. Pure."""
