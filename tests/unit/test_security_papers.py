"""What the papers point to is there; the table of requirements is whole; the privacy notice is plain."""

import ast
import re
from pathlib import Path

import pytest
import textstat

REPOSITORY = Path(__file__).parents[2]
PAPERS = [REPOSITORY / "docs" / "security.md", REPOSITORY / "docs" / "safety-points.md", REPOSITORY / "docs" / "decisions" / "0019-keys.md", *sorted((REPOSITORY / "docs" / "papers").glob("*.md"))]
POINTER = re.compile(r"`((?:tests|bot|mapping|nlu|actions|docs|domain|deploy|requirements|benchmarks|watching|stories)/[\w./-]+)`|\b(docs/[\w./-]+\.md)\b|\]\(([\w./-]+\.md)\)")
LEVELS_1_AND_2 = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7}  # by chapter


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_points_to_is_there(paper: Path) -> None:
    pointers = {next(filter(None, match)) for match in POINTER.findall(paper.read_text(encoding="utf-8"))}
    missing = [each for each in pointers if not (REPOSITORY / each).exists() and not (paper.parent / each).exists()]
    assert missing == []


def test_a_test_that_a_paper_names_is_one() -> None:
    there = {name for path in (REPOSITORY / "tests").rglob("test_*.py") for name in (path.stem, *re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))}
    for paper in PAPERS:
        assert set(re.findall(r"`(test_\w+)(?:\.py)?`", paper.read_text(encoding="utf-8"))) <= there, paper.name


def test_the_count_of_requirements_is_the_tables_own() -> None:
    table = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
    met, none, left = (len(re.findall(rf"^\| V[\d.]+ \| {state} \|", table, re.MULTILINE)) for state in ("met", "n/a", "open"))
    assert f"Now: {met} met, {none} not applicable, {left} open." in table


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_a_command_that_a_paper_names_is_one(paper: Path) -> None:
    from bot.cli import COMMANDS

    named = set(re.findall(r"`selfmap (\w+)", paper.read_text(encoding="utf-8")))
    assert named <= set(COMMANDS)


def test_the_table_has_every_requirement_once_with_a_word_on_each() -> None:
    rows = re.findall(r"^\| V(\d+)\.(\d+)\.(\d+) \| (met|n/a|open) \| (.+) \|$", (REPOSITORY / "docs" / "security.md").read_text(), re.MULTILINE)
    assert len({row[:3] for row in rows}) == len(rows) == 253, "253 of levels 1 and 2 in ASVS 5.0.0"
    by_chapter = {chapter: sum(int(row[0]) == chapter for row in rows) for chapter in LEVELS_1_AND_2}
    assert by_chapter == LEVELS_1_AND_2
    assert all(len(row[4].strip()) > 1 for row in rows)


def test_every_hazard_has_a_control_and_a_test() -> None:
    rows = re.findall(r"^\| H(\d+) \| (.+) \| (.+) \| (.+) \| (.+) \|$", (REPOSITORY / "docs" / "papers" / "hazard-log.md").read_text(), re.MULTILINE)
    assert [int(row[0]) for row in rows] == list(range(1, 16))
    assert all("`tests/" in row[3] for row in rows)


def test_the_privacy_notice_reads_at_eleven() -> None:
    text = (REPOSITORY / "docs" / "papers" / "privacy-notice.md").read_text(encoding="utf-8")
    plain = re.sub(r"^#.*$|^- ", "", text, flags=re.MULTILINE).replace("[", "").replace("]", "")
    assert textstat.flesch_kincaid_grade(plain) <= 5


def test_no_code_is_run_from_text() -> None:
    for path in (path for folder in ("bot", "mapping", "nlu", "actions") for path in (REPOSITORY / folder).rglob("*.py")):
        calls = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert not calls & {"eval", "exec"}, path
