"""Videos in the CMS: uploading, watching them being made, choosing a frame."""
