"""Asks whether a product is licensed on this machine, with proof up to the vendor's root key, and says why a machine is not activated.

The C ABI in the shape of Python: the library lies beside this file, and no function ends the process.
"""

import ctypes
import json
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import weakref
from dataclasses import dataclass
from typing import Any, Dict, Optional, Union

__all__ = ["Error", "License", "Status", "diagnose"]

_file = "muster_license.dll" if sys.platform == "win32" else "libmuster_license.so.1"
_library = ctypes.CDLL(str(pathlib.Path(__file__).with_name(_file)))
if _library.muster_version() != 1:
    raise ImportError("0x80070032 the library beside the package has another version of the ABI")
_library.muster_last_error.restype = ctypes.c_size_t
_library.muster_last_error.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
# As signed numbers, codes would be none that are documented.
for _name in ("open", "status_json", "activate", "install_key", "installation_id", "deposit", "feature"):
    getattr(_library, f"muster_{_name}").restype = ctypes.c_uint32


class Error(Exception):
    """A call that did nothing: `code` is an HRESULT."""

    def __init__(self, code: int) -> None:
        text = ctypes.create_string_buffer(_library.muster_last_error(None, 0) + 1)
        _library.muster_last_error(text, len(text))
        super().__init__(text.value.decode())
        self.code = code


@dataclass(frozen=True)
class Status:
    """The answer."""

    #: "licensed", "grace" or "not_licensed"
    verdict: str
    #: Why it is not licensed, or the kind of grace: "0xC004F009"
    code: str
    #: When it ends (RFC 3339), None if it does not end by itself
    until: Optional[str]
    days_left: Optional[int]
    #: Whether the user should be told
    warns: bool
    #: What to tell the user: "en" and "ja"
    message: Dict[str, str]
    #: After `activate`: how the attempt ended, 0 for success
    attempt: int
    #: What the license allows, names and values
    features: Dict[str, Union[bool, int, str]]
    #: When the product key ends (RFC 3339), None if it does not
    ends: Optional[str]
    #: The whole answer, with what later versions add
    document: Dict[str, Any]

    @property
    def usable(self) -> bool:
        """Licensed, or in grace: the product goes on."""
        return self.verdict != "not_licensed"


class License:
    """A product's question. Threads may share it.

    `root_key` is the text of the vendor's root.jwk or its thumbprint, `product_id` an activation id of the license pack. `options` are
    those of the C ABI; without them the agent of this machine is asked.
    """

    def __init__(self, root_key: str, product_id: str, options: Optional[Dict[str, str]] = None) -> None:
        self._muster = ctypes.c_void_p()
        text = None if options is None else json.dumps(options).encode()
        _check(_library.muster_open(root_key.encode(), product_id.encode(), text, ctypes.byref(self._muster)))
        weakref.finalize(self, _library.muster_close, self._muster)

    def status(self, attempt: int = 0) -> Status:
        document = json.loads(self._text(_library.muster_status_json))
        names = ("verdict", "code", "until", "days_left", "warns", "message")
        return Status(*map(document.get, names), attempt, document["features"], document["ends"], document)

    def activate(self) -> Status:
        """Asks the hosts now, and blocks until they were asked."""
        status = ctypes.create_string_buffer(1056)
        _library.muster_activate(self._muster, status)
        return self.status(int.from_bytes(status[24:28], sys.byteorder))

    def licensed(self, feature: str) -> bool:
        """Whether the license allows a feature, whatever its value."""
        return _library.muster_feature(self._muster, feature.encode(), None) != 0

    def install_key(self, key: str) -> None:
        _check(_library.muster_install_key(self._muster, key.encode()))

    def installation_id(self) -> str:
        return self._text(_library.muster_installation_id)

    def deposit(self, confirmation_id: str) -> None:
        _check(_library.muster_deposit(self._muster, confirmation_id.encode()))

    def _text(self, call: Any) -> str:
        text = ctypes.c_char_p()
        _check(call(self._muster, ctypes.byref(text)))
        try:
            return (text.value or b"").decode()
        finally:
            _library.muster_free(text)


def _check(code: int) -> None:
    if code != 0:
        raise Error(code)


def diagnose(*files: str, command: Optional[str] = None) -> Dict[str, Any]:
    """Why a Windows, Office or Muster machine is not activated, from files, folders or archives of what its tools print.

    Returns the document that `muster doctor --json` prints, by `command`, else by that of the package muster-doctor or of PATH.
    """
    command = command or shutil.which("muster", path=sysconfig.get_path("scripts")) or "muster"
    done = subprocess.run([command, "doctor", "--json", "--", *files], capture_output=True, text=True, encoding="utf-8")
    # What is not well, and evidence that does not tell, are documents as well.
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout)
