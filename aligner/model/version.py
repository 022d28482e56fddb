"""The version of the library, which every file that it writes names, and the name it is installed by."""

__version__ = "0.2.0"

# What pip calls the library, which is imported as `aligner`: on PyPI that name belongs to another project.
DISTRIBUTION = "ko-en-aligner"
