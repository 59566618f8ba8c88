"""Where in the project does the workbench find what it runs?"""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATE = PROJECT / "template.yaml"
CORE = PROJECT / "layers" / "core" / "towkay"
BENCH_LAYER_FOLDER = Path(__file__).resolve().parent / "bench_layer"
DEPENDENCY_LAYER = PROJECT / ".build" / "layers" / "dependencies"
EMULATOR_PYTHON = PROJECT / ".tools" / "emulator" / "bin" / "python"
DEMO_BRAND = PROJECT / "brands" / "demo"
