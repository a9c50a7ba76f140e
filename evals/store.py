"""Where reports, baselines and waivers are kept: in the home folder, and beside the cases what is shipped with them.

Files are written through a function that is handed in and survives a kill. Not here: judging (`gate`).
"""

import json
import logging
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.case import CaseError
from evals.comparable import differences
from evals.report import EvalReport
from evals.report_json import report_from_data, report_from_json, stored_json
from evals.waivers import WAIVERS, Waiver, load_waivers, waivers_yaml, with_waiver

logger = logging.getLogger(__name__)

Write = Callable[[Path, bytes], None]

REPORTS = "reports"
BASELINE = "baseline"


@dataclass(frozen=True, kw_only=True)
class Blessing:
    """Why, by whom and when (UTC, ISO 8601) results were made the baseline."""

    reason: str
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Blessed results, and where they are kept."""

    report: EvalReport
    blessing: Blessing
    path: Path


@dataclass(frozen=True, kw_only=True)
class ReportStore:
    """Reads and writes what is kept. `home` is the state folder, `cases` the folder of the case files."""

    home: Path
    cases: Path
    write: Write

    @property
    def folder(self) -> Path:
        """Where the reports of this home are."""
        return self.home / REPORTS

    def path(self, version: str, mode: str, suffix: str = ".json") -> Path:
        """Where a version's report is, whether or not it is there."""
        return self.folder / f"{version}-{mode}{suffix}"

    def save(self, report: EvalReport) -> Path:
        """Keep a report as its version's latest."""
        return self.put(self.path(report.version, report.mode), stored_json(report).encode())

    def load(self, version: str, mode: str) -> EvalReport | None:
        """A version's latest report; None without one, or when it cannot be read any more."""
        return self.read(self.path(version, mode))

    def reports(self, mode: str) -> tuple[EvalReport, ...]:
        """The latest report of every version, oldest first."""
        found = [self.read(path) for path in self.folder.glob(f"*-{mode}.json") if not path.name.startswith(BASELINE)]
        return tuple(
            sorted((report for report in found if report), key=lambda report: (report.created, report.version))
        )

    def shipped_path(self, mode: str) -> Path:
        """The baseline that comes with the cases."""
        return self.cases / BASELINE / f"{mode}.json"

    def own_path(self, mode: str) -> Path:
        """The baseline of this home."""
        return self.folder / f"{BASELINE}-{mode}.json"

    def bless(self, report: EvalReport, blessing: Blessing, *, shipped: bool = False) -> Path:
        """Make a report the baseline of this home, or the one that comes with the cases."""
        path = self.shipped_path(report.mode) if shipped else self.own_path(report.mode)
        data = {"blessed": asdict(blessing), **json.loads(stored_json(report, lean=True))}
        return self.put(path, (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())

    def baselines(self, mode: str) -> tuple[Baseline, ...]:
        """The baseline of this home and the one that comes with the cases, those there are. Raises CaseError."""
        paths = (self.own_path(mode), self.shipped_path(mode))
        return tuple(self.read_baseline(path) for path in paths if path.exists())

    def shipped(self, mode: str) -> Baseline | None:
        """The baseline that comes with the cases. Raises CaseError if it cannot be read."""
        path = self.shipped_path(mode)
        return self.read_baseline(path) if path.exists() else None

    def baseline(self, mode: str, report: EvalReport) -> Baseline | None:
        """What a report is compared with: the baseline of this home, else the one that comes with the cases.

        After a new release the home's own may be of another program than the report; the other one is then taken
        if it is not. Raises CaseError if a baseline cannot be read.
        """
        found = self.baselines(mode)
        now = report.fingerprint
        for baseline in found:
            then = baseline.report.fingerprint
            if now and then and not differences(now, then):
                return baseline
        return found[0] if found else None

    def read_baseline(self, path: Path) -> Baseline:
        """A baseline file. Raises CaseError."""
        try:
            data = json.loads(path.read_bytes())
            report, blessing = report_from_data(data), Blessing(**data["blessed"])
        except (OSError, ValueError, KeyError, TypeError, CaseError) as error:
            raise CaseError(
                f"The baseline {path} cannot be read ({error!r}). Remove it, and make a new one with: "
                "corner-office bless VERSION --reason TEXT"
            ) from error
        return Baseline(report=report, blessing=blessing, path=path)

    def waivers(self) -> tuple[Waiver, ...]:
        """Those of this home and those that come with the cases. Raises CaseError."""
        return load_waivers(self.folder / WAIVERS, self.cases / WAIVERS)

    def waive(self, waiver: Waiver, *, shipped: bool = False) -> Path:
        """Add a waiver to this home, or to those that come with the cases. Raises CaseError."""
        path = (self.cases if shipped else self.folder) / WAIVERS
        return self.put(path, waivers_yaml(with_waiver(load_waivers(path), waiver)))

    def put(self, path: Path, content: bytes) -> Path:
        """Write a file for good, its folder made if need be."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.write(path, content)
        return path

    def read(self, path: Path) -> EvalReport | None:
        """A kept report; one that cannot be read counts as not there, since it can be made again."""
        try:
            return report_from_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, CaseError) as error:
            logger.warning("the report %s is left out: %s", path, error)
            return None

    def prune(self, kept: Collection[str]) -> None:
        """Remove the reports of versions that are gone."""
        for path in self.folder.glob("*-*.*"):
            if not path.name.startswith((BASELINE, ".")) and path.name.split("-")[0] not in kept:
                path.unlink(missing_ok=True)
