"""A study's figures are those its data package describes, or they are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fourfutures.data import DataError, check_package, resources, seal, verify
from fourfutures.study import Study

SHIPPED = Path(__file__).parents[2] / "studies" / "ai-2027"


def refusal(root: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        verify(root)
    error = caught.value
    assert error.where, error
    assert error.what, error
    assert error.remedy, error
    assert list(error.problems) == check_package(root)
    return error


def test_a_package_that_fits_its_folder_is_accepted(root: Path) -> None:
    verify(root)
    assert check_package(root) == []


def test_the_shipped_study_is_as_its_package_describes_it() -> None:
    assert check_package(SHIPPED) == []


def test_resources_carry_title_sources_and_a_licence_of_their_own_or_the_packages(root: Path) -> None:
    found = {resource.path: resource for resource in resources(root)}
    assert list(found) == ["series/capital.csv", "series/observations.csv", "series/use.csv"]
    assert found["series/use.csv"].licenses == ("Apache-2.0",)
    assert found["series/capital.csv"].licenses == ("CC0-1.0",)
    assert found["series/capital.csv"].title == "Capital"
    assert found["series/capital.csv"].sources == ("survey",)
    assert found["series/capital.csv"].bytes == (root / "series/capital.csv").stat().st_size


def test_one_digit_changed_is_found(package: Any) -> None:
    package.replace("capital", "170", "171")
    error = refusal(package.root)
    assert error.where.endswith("series/capital.csv")
    assert "has changed" in error.what


def test_a_wrong_checksum_is_found(package: Any) -> None:
    package.describe(lambda content: content["resources"][2].update(hash="sha256:" + "0" * 64))
    assert refusal(package.root).where.endswith("series/use.csv")


def test_a_truncated_file_is_found_and_called_so(package: Any) -> None:
    content = package.path("use").read_bytes()
    package.path("use").write_bytes(content[:-40])
    error = refusal(package.root)
    assert error.where.endswith("series/use.csv")
    assert f"{len(content) - 40} bytes" in error.what
    assert "cut short" in error.what


def test_a_missing_file_is_found(package: Any) -> None:
    package.path("use").unlink()
    error = refusal(package.root)
    assert error.where.endswith("series/use.csv")
    assert "missing" in error.what


def test_a_folder_in_the_place_of_a_file_is_a_missing_file(package: Any) -> None:
    package.path("use").unlink()
    package.path("use").mkdir()
    assert "missing" in refusal(package.root).what


@pytest.mark.parametrize("name", ["series/more.csv", "deals.csv", "series/older/use.csv"])
def test_an_unlisted_file_is_found(root: Path, name: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("indicator\n", encoding="utf-8")
    error = refusal(root)
    assert error.where.endswith(name)
    assert "does not list" in error.what


def test_texts_and_what_editors_hide_are_no_part_of_the_package(root: Path) -> None:
    (root / "study.toml").write_text('id = "other"\n', encoding="utf-8")
    (root / "notes.md").write_text("To do\n", encoding="utf-8")
    (root / "series" / ".use.csv.swp").write_bytes(b"\0")
    verify(root)


def test_every_problem_is_listed_in_the_order_of_paths(package: Any) -> None:
    package.path("use").unlink()
    package.replace("capital", "170", "171")
    (package.root / "zeros.csv").write_text("0\n", encoding="utf-8")
    error = refusal(package.root)
    names = [Path(problem.where).name for problem in error.problems]
    assert names == ["capital.csv", "use.csv", "zeros.csv"]
    assert "lists 2 more" in error.remedy


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"{", "not valid JSON"),
        (b"", "not valid JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "no list of resources"),
        (b'{"resources": "all"}', "no list of resources"),
        (b'{"name": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_descriptor_that_cannot_be_read_is_refused(package: Any, content: bytes, fact: str) -> None:
    package.descriptor.write_bytes(content)
    error = refusal(package.root)
    assert "datapackage.json" in error.where
    assert fact in error.what


def test_a_missing_descriptor_and_a_missing_folder_are_told_apart(package: Any, tmp_path: Path) -> None:
    package.descriptor.unlink()
    assert "no datapackage.json" in refusal(package.root).what
    assert "no folder" in refusal(tmp_path / "nowhere").what


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (lambda listed: listed.append("series/use.csv"), "not a JSON object"),
        (lambda listed: listed[0].pop("path"), "no path"),
        (lambda listed: listed[0].update(path=["series/capital.csv"]), "no path"),
        (lambda listed: listed[0].update(path="../capital.csv"), "leaves the study's folder"),
        (lambda listed: listed[0].update(path="/etc/hostname"), "leaves the study's folder"),
        (lambda listed: listed[0].update(path="https://example.org/use.csv"), "leaves the study's folder"),
        (lambda listed: listed[0].update(path="series\\capital.csv"), "leaves the study's folder"),
        (lambda listed: listed[0].pop("bytes"), "no size"),
        (lambda listed: listed[0].update(bytes="many"), "no size"),
        (lambda listed: listed[0].update(bytes=True), "no size"),
        (lambda listed: listed[0].pop("hash"), "no SHA-256"),
        (lambda listed: listed[0].update(hash="md5:0123"), "no SHA-256"),
        (lambda listed: listed.append(listed[0]), "listed twice"),
    ],
)
def test_a_resource_without_what_it_needs_is_refused(
    package: Any, change: Callable[[list[Any]], Any], fact: str
) -> None:
    package.describe(lambda content: change(content["resources"]))
    error = refusal(package.root)
    assert "resources[" in error.where
    assert fact in error.what


def test_sealing_makes_any_folder_fit_and_repeats_itself(package: Any) -> None:
    package.replace("capital", "170", "171")
    (package.root / "deals.csv").write_text("deal_id,source_id\nD1,survey\n", encoding="utf-8")
    refusal(package.root)
    first = seal(package.root).read_bytes()
    verify(package.root)
    assert seal(package.root).read_bytes() == first


def test_a_folder_that_cannot_be_sealed_is_a_readable_error(root: Path) -> None:
    (root / "sources.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="cannot be sealed"):
        seal(root)


def test_the_shipped_package_names_each_source_with_title_and_address_as_the_standard_has_it(
    study: Study,
) -> None:
    package = json.loads((study.root / "datapackage.json").read_text(encoding="utf-8"))
    named = [source for entry in package["resources"] for source in entry.get("sources", ())]
    assert len(named) > 100
    for source in named:
        card = study.sources[source["name"]]
        assert source["title"] == card.title
        assert source.get("path") == card.url
    assert {source for resource in resources(study.root) for source in resource.sources} == {
        s["name"] for s in named
    }
