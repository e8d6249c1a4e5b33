"""Puts PDF.js (the build for older browsers, ES modules) into static/vendor/pdfjs, with its licence.

Run in a directory where npm has installed pdfjs-dist 4.10.38:  python vendor_pdfjs.py <root of the repository>
"""

import re
import shutil
import sys
from pathlib import Path

PACKAGE = Path("node_modules/pdfjs-dist")
# Collected static files must name nothing that is not there, and servers know `.js` as a script for certain.
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$\n?", re.MULTILINE)
FILES = {"pdf.min.mjs": "pdf.js", "pdf.worker.min.mjs": "pdf.worker.js"}


if __name__ == "__main__":
    vendor = Path(sys.argv[1]) / "static/vendor/pdfjs"
    vendor.mkdir(parents=True, exist_ok=True)
    for source, target in FILES.items():
        code = (PACKAGE / "legacy/build" / source).read_text(encoding="utf-8")
        (vendor / target).write_text(SOURCE_MAP.sub("", code), encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE", vendor / "LICENSE")
