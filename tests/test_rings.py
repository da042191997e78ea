"""The rings of the code: imports go inwards only, and loading brings in nothing heavy."""

import subprocess
import sys

CORE = (
    "ipyimagegen.errors ipyimagegen.images.picture ipyimagegen.images.inputs ipyimagegen.prompts "
    "ipyimagegen.gateways ipyimagegen.settings ipyimagegen.gateway.wire ipyimagegen.gateway.client "
    "ipyimagegen.offline.app ipyimagegen.library ipyimagegen.session ipyimagegen.cli"
)
HEAVY = ("httpx", "PIL", "sqlalchemy", "ipywidgets", "anywidget", "starlette", "uvicorn", "msgspec")


def modules_after(code: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(result.stdout.split())


def test_core_imports_neither_ipython_nor_widgets():
    modules = modules_after(f"import {', '.join(CORE.split())}")
    assert "ipyimagegen.library" in modules
    assert modules.isdisjoint({"IPython", "ipywidgets", "anywidget", "traitlets"})


def test_only_the_client_imports_httpx():
    rest = [name for name in CORE.split() if name != "ipyimagegen.gateway.client"]
    assert "httpx" not in modules_after(f"import {', '.join(rest)}")


def test_loading_the_extension_imports_nothing_heavy():
    modules = modules_after(
        "from IPython.core.interactiveshell import InteractiveShell as Shell\n"
        "shell = Shell.instance()\n"
        "shell.run_line_magic('load_ext', 'ipyimagegen')\n"
        "assert 'imagegen' in shell.magics_manager.magics['cell']"
    )
    assert modules.isdisjoint(HEAVY)


def test_public_names_are_sorted_and_there():
    import ipyimagegen

    assert ipyimagegen.__all__ == sorted(ipyimagegen.__all__)
    for name in ipyimagegen.__all__:
        assert getattr(ipyimagegen, name) is not None
