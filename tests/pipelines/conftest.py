"""Documents of our own for pipelines, a session of Spark where there can be one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Four short articles; each has a slip of its own.
SIDES: tuple[tuple[str, str], ...] = (
    (
        "솔내시 장터에 시민 3만 명이 모였다. 비는 오지 않았다.",
        "Some 300,000 citizens gathered at the Solnae market. It did not rain.",
    ),
    (
        "온빛천 다리 공사에 12억 원이 들었다. 다리는 5월 3일 열린다. 차로는 네 개다.",
        "The Onbit Stream bridge cost 1.2 billion won. The bridge opens on May 4.",
    ),
    ("도서관은 월요일에 쉰다.", "The library is closed on Mondays."),
    (
        "도하람 군수는 배 농가 40곳을 찾았다. 군은 창고를 늘리기로 했다.",
        "County head Do Ha-ram visited 40 pear farms. The county decided to add warehouses.",
    ),
)

PAGE = """솔내시 장터에 3만 명

솔내시 장터에 시민 3만 명이 모였다. 비는 오지 않았다.

아래는 위 기사를 번역기로 옮긴 영문 전문입니다.

30,000 people at the Solnae market

Some 300,000 citizens gathered at the Solnae market. It did not rain.
"""


@pytest.fixture
def page() -> str:
    """A page with an article and its translation."""
    return PAGE


@pytest.fixture
def texts() -> Any:
    """An Arrow table of texts with metadata of several types; the third has no translation."""
    pa = pytest.importorskip("pyarrow", reason="needs the extra `arrow`")
    source, target = zip(*SIDES, strict=True)
    return pa.table(
        {
            "year": pa.array([2021, 2022, 2023, None, 2025], pa.int16()),
            "source": [*source[:2], "홀로 남았다.", *source[2:]],
            "target": [*target[:2], None, *target[2:]],
            "id": ["market", "bridge", "alone", "library", "farms"],
            "tags": [["a", "b"], [], None, ["c"], ["d"]],
        }
    )


def java_problem() -> str | None:
    """Why Spark can't have the Java it needs, None if it can."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        return "needs Java 17 or newer: no `java` on the path and none in JAVA_HOME"
    told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < 17:
        return f"needs Java 17 or newer: {java} says {told.splitlines()[:1]}"
    return None


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Spark on two cores of this machine, with a real JVM."""
    sql = pytest.importorskip("pyspark.sql", reason="needs the extra `spark`")
    if problem := java_problem():
        pytest.skip(problem)
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", False)
        .config("spark.ui.showConsoleProgress", False)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
