"""Where in the project does the workbench find what it runs?"""

from pathlib import Path

from workbench.errors import WorkbenchError

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATE = PROJECT / "template.yaml"
CORE = PROJECT / "layers" / "core" / "towkay"
BENCH_LAYER_FOLDER = Path(__file__).resolve().parent / "bench_layer"
DEPENDENCY_LAYER = PROJECT / ".build" / "layers" / "dependencies"
EMULATOR_PYTHON = PROJECT / ".tools" / "emulator" / "bin" / "python"
DEMO_BRAND = PROJECT / "brands" / "demo"


def existing(brand: Path) -> Path:
    """The folder itself. Raises `WorkbenchError` when it is not there."""
    if brand.is_file():
        raise WorkbenchError(
            f"{brand} 是檔案，請給品牌的資料夾：{brand.parent}\n"
            f"  {brand} is a file; give the brand's folder: {brand.parent}"
        )
    if not brand.is_dir():
        raise WorkbenchError(
            f"找不到資料夾 {brand}，請檢查路徑 · There is no folder {brand}, check the path."
        )
    return brand
