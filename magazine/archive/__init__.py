"""Old issues as PDF: taken in many at once (`forms`), read in a process of its own (`extract`, `reading`), put on the shelf (`shelving`), read page by page (`views`)."""
