"""The code with contacts, as a camera sees it."""

import cv2
import numpy as np


def test_a_camera_reads_a_russian_name(visit, company):
    page = visit(device_scale_factor=3)
    page.goto(company["hero"].get_absolute_url())
    page.get_by_text("В телефонную книгу").click()
    shot = page.locator("svg.qr").screenshot()
    text, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.imdecode(np.frombuffer(shot, np.uint8), cv2.IMREAD_GRAYSCALE))
    assert "N:Христорождественский;Константин;" in text
