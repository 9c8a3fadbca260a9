"""JavaScript of the site's pages under node, beside Python's."""

import json
import shutil
import subprocess

import pytest

from tools.contents import ROOT


def in_node(script, given):
    """What a module in the course's folder prints as JSON, with `given` as its `given`."""
    node = shutil.which("node") or pytest.skip("node is not installed")
    script = f'import {{ readFileSync }} from "node:fs"; const given = JSON.parse(readFileSync(0));\n{script}'
    done = subprocess.run([node, "--input-type=module", "-e", script], input=json.dumps(given), cwd=ROOT,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
