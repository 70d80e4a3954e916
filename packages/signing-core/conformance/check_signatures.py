"""pyHanko over many files in one process: starting it costs more than a check.

Usage: check_signatures.py adesverify|validate ROOT.pem FILE...
`adesverify` uses nothing but the data in the file; `validate` leaves revocation out. One line per file: "OK" or "FAIL",
tab, file, tab, words.
"""

import logging
import sys

from click.testing import CliRunner
from pyhanko.cli import launch  # noqa: F401  (loads every command)
from pyhanko.cli._root import cli_root

OPTIONS = {"adesverify": ["--pretty-print"], "validate": ["--no-revocation-check"]}


def main() -> int:
    command, root, *paths = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    failed = False
    for path in paths:
        arguments = ["sign", command, "--trust", root, "--trust-replace", *OPTIONS[command], path]
        result = CliRunner().invoke(cli_root, arguments)
        good = result.exit_code == 0 and "INVALID" not in result.output
        failed |= not good
        words = " ".join((result.output if result.output else repr(result.exception)).split())
        print("OK" if good else "FAIL", path, "" if good else words, sep="\t")
    return 1 if failed else 0


sys.exit(main())
