"""Puts hls.js (the light build, an ES module) into static/vendor/hls, with its licence.

Run in a directory where npm has installed hls.js:  python vendor_hls.py <root of the repository>
"""

import json
import re
import shutil
import sys
from pathlib import Path

PACKAGE = Path("node_modules/hls.js")
# Collected static files must name nothing that is not there, and servers know `.js` as a script for certain.
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


if __name__ == "__main__":
    vendor = Path(sys.argv[1]) / "static/vendor/hls"
    vendor.mkdir(parents=True, exist_ok=True)
    version = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    code = SOURCE_MAP.sub("", (PACKAGE / "dist/hls.light.min.mjs").read_text(encoding="utf-8"))
    (vendor / "hls.light.min.js").write_text(f"// hls.js {version}, light build (Apache-2.0)\n{code}", encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE", vendor / "LICENSE")
