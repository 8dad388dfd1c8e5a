"""A page as a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in 8-bit grey: `height` rows of `width` pixels, `dpi` to an inch."""

    pixels: bytes
    width: int
    height: int
    dpi: int

    @property
    def pgm(self) -> bytes:
        """The picture as a PGM file."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.pixels
