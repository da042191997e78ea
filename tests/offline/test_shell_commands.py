"""The documented shell commands, on ``ipyimagegen gateway``: only the host is replaced."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import textwrap
import time
import urllib.request

import pytest
from PIL import Image

DEADLINE = 180

GENERATE = """
curl -s --max-time 240 HOST/v1/chat/completions \\
  -H "Authorization: Bearer $BEARER" -H "Content-Type: application/json" \\
  -d '{"model": "nano-banana",
       "messages": [{"role": "user", "content": "Generate a photo of a small green frog wearing a tiny crown, photorealistic"}],
       "stream": false}' \\
| jq -r '.choices[0].message.images[0].image_url.url' \\
| sed 's/^data:image\\/[a-z]*;base64,//' \\
| base64 -d > frog.jpg
"""  # noqa: E501  # as documented

COMPARE = """
PROMPT="A vintage scientific illustration of a hummingbird"
for ALIAS in nano-banana gpt-image image-gen; do
  echo "=== $ALIAS ==="
  T0=$(date +%s)
  curl -s --max-time 240 HOST/v1/chat/completions \\
    -H "Authorization: Bearer $BEARER" -H "Content-Type: application/json" \\
    -d "{\\"model\\": \\"$ALIAS\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"$PROMPT\\"}], \\"stream\\": false}" \\
  | jq -r '.choices[0].message.images[0].image_url.url' \\
  | tee >(wc -c) \\
  | sed 's/^data:image\\/[a-z]*;base64,//' \\
  | base64 -d > "${ALIAS}.jpg"
  echo "  time: $(($(date +%s) - T0)) s"
done
"""  # noqa: E501  # as documented

EDIT = """
B64=$(base64 -w 0 source.jpg)
curl -s --max-time 240 HOST/v1/chat/completions \\
  -H "Authorization: Bearer $BEARER" -H "Content-Type: application/json" \\
  -d "{\\"model\\": \\"nano-banana\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": [
        {\\"type\\": \\"text\\", \\"text\\": \\"Make this look like an oil painting\\"},
        {\\"type\\": \\"image_url\\", \\"image_url\\": {\\"url\\": \\"data:image/jpeg;base64,$B64\\"}}]}], \\"stream\\": false}"
"""  # noqa: E501  # as documented


@pytest.fixture(scope="module")
def host():
    missing = [name for name in ("bash", "curl", "jq", "sed", "base64") if not shutil.which(name)]
    if missing:
        told = f"the shell commands did not run: no {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    process = subprocess.Popen(
        [sys.executable, "-m", "ipyimagegen", "gateway", "--port", "0", "--key-env", "BEARER"],
        env={**os.environ, "BEARER": "sk-of-this-test"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        url = process.stdout.readline().split(" at ")[1].split()[0]
        wait_until_it_answers(url)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def wait_until_it_answers(url):
    request = urllib.request.Request(
        f"{url}/v1/models", headers={"Authorization": "Bearer sk-of-this-test"}
    )
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(request, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the gateway did not answer")


def bash(command, host, folder, key="sk-of-this-test"):
    result = subprocess.run(
        ["bash", "-c", command.replace("HOST", host)],
        cwd=folder,
        env={**os.environ, "BEARER": key},
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    return result.stdout


@pytest.mark.thorough
def test_generate(host, tmp_path):
    bash(GENERATE, host, tmp_path)
    with Image.open(tmp_path / "frog.jpg") as image:
        assert image.format == "JPEG"
        assert image.size == (1024, 1024)


@pytest.mark.thorough
def test_compare(host, tmp_path):
    told = bash(COMPARE, host, tmp_path)
    assert told.count("time:") == 3
    pictures = [(tmp_path / f"{name}.jpg") for name in ("nano-banana", "gpt-image", "image-gen")]
    for path in pictures:
        with Image.open(path) as image:
            image.load()
    assert pictures[0].read_bytes() != pictures[1].read_bytes()


def test_edit(host, tmp_path):
    picture = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    picture.save(tmp_path / "source.jpg", quality=85)
    assert (tmp_path / "source.jpg").stat().st_size < 90_000
    jq = " | jq -r '.choices[0].message.images[0].image_url.url' | cut -d, -f2"
    edited = base64.b64decode(bash(EDIT.rstrip() + jq, host, tmp_path))
    (tmp_path / "edited").write_bytes(edited)
    with Image.open(tmp_path / "edited") as image:
        assert image.width / image.height == pytest.approx(640 / 480, rel=0.01)


@pytest.mark.thorough
def test_wrong_key_is_refused(host, tmp_path):
    command = textwrap.dedent(GENERATE).partition("| jq")[0].rstrip("\\\n ")
    assert '"code":401' in bash(command, host, tmp_path, key="sk-wrong").replace(" ", "")


@pytest.mark.thorough
def test_taken_port_is_one_line(host):
    port = host.rsplit(":", 1)[1]
    result = subprocess.run(
        [sys.executable, "-m", "ipyimagegen", "gateway", "--port", port],
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert port in result.stderr
