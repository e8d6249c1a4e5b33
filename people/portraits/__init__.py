"""Portraits: upload, the face found, the crop, HR's approval, the photo day."""
