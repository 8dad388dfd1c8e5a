"""The bodies, offices and regulations that a provision may name, and how they are found in a text."""

import re
from collections.abc import Iterable

# Words in brackets may be left out: "Mặt trận Tổ quốc" and "Mặt trận Tổ quốc Việt Nam" are one body.
BODIES = (
    # Mặt trận
    "Ban Thường trực[ của] Ủy ban trung ương Mặt trận Tổ quốc[ Việt Nam]",
    "Ban Thường trực[ của] Ủy ban Mặt trận Tổ quốc[ Việt Nam]",
    "Đoàn Chủ tịch Ủy ban trung ương Mặt trận Tổ quốc[ Việt Nam]",
    "Chủ tịch Ủy ban trung ương Mặt trận Tổ quốc[ Việt Nam]",
    "Chủ tịch Ủy ban Mặt trận Tổ quốc[ Việt Nam]",
    "Ủy ban trung ương Mặt trận Tổ quốc[ Việt Nam]",
    "Ủy ban Mặt trận Tổ quốc[ Việt Nam]",
    "Mặt trận Tổ quốc[ Việt Nam]",
    "Trưởng ban công tác Mặt trận",
    "Ban công tác Mặt trận",
    "Ban Thường trực",
    "Đoàn Chủ tịch",
    "Hội đồng tư vấn",
    "Ban tư vấn",
    # the organisations beside it
    "tổ chức chính trị - xã hội",
    "Ban Chấp hành Công đoàn",
    "Tổng Liên đoàn Lao động[ Việt Nam]",
    "Liên đoàn Lao động",
    "Công đoàn",
    "Hội Nông dân[ Việt Nam]",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Đội Thiếu niên Tiền phong Hồ Chí Minh",
    "Hội Liên hiệp Thanh niên[ Việt Nam]",
    "Hội Sinh viên[ Việt Nam]",
    "Hội Liên hiệp Phụ nữ[ Việt Nam]",
    "Hội Cựu chiến binh[ Việt Nam]",
    "Đảng Cộng sản Việt Nam",
    # where people live and work
    "Trưởng ban Thanh tra nhân dân",
    "Ban Thanh tra nhân dân",
    "Trưởng ban Giám sát đầu tư của cộng đồng",
    "Ban Giám sát đầu tư của cộng đồng",
    "Trưởng thôn",
    "Tổ trưởng tổ dân phố",
    "cấp ủy chi bộ",
    "chi ủy chi bộ",
    "cộng đồng dân cư",
    "hộ gia đình",
    "Ban kiểm phiếu",
    "Tổ bầu cử",
    "Tổ phát phiếu",
    "Tổ soạn thảo",
    "Tổ hòa giải",
    "chủ đầu tư",
    "nhà thầu",
    "người sử dụng lao động",
    "người lao động",
    "cử tri",
    # elected bodies
    "Chủ tịch Hội đồng nhân dân",
    "Thường trực Hội đồng nhân dân",
    "Trưởng Ban của Hội đồng nhân dân",
    "Ban[ của] Hội đồng nhân dân",
    "Tổ đại biểu Hội đồng nhân dân",
    "đại biểu Hội đồng nhân dân",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    "Văn phòng Hội đồng nhân dân",
    "Hội đồng nhân dân",
    "Chủ tịch Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Ủy ban lâm thời",
    "Ủy ban của Quốc hội",
    "Ủy ban pháp luật",
    "Hội đồng dân tộc",
    "Đoàn đại biểu Quốc hội",
    "đại biểu Quốc hội",
    "Tổng thư ký Quốc hội",
    "Chủ nhiệm Văn phòng Quốc hội",
    "Văn phòng Quốc hội",
    "Ban dân nguyện",
    "Hội đồng bầu cử quốc gia",
    "Quốc hội",
    "Trưởng đoàn",
    "Đoàn giám sát",
    # state bodies
    "Chủ tịch nước",
    "Thủ tướng Chính phủ",
    "cơ quan thuộc Chính phủ",
    "Thanh tra Chính phủ",
    "Chính phủ",
    "Bộ trưởng",
    "cơ quan ngang bộ",
    "Bộ Tài chính",
    "Bộ Nội vụ",
    "Bộ Tư pháp",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Công an",
    "Bộ Quốc phòng",
    "Chủ tịch Ủy ban nhân dân",
    "Ủy ban nhân dân",
    "Chánh án Tòa án nhân dân",
    "Hội đồng Thẩm phán Tòa án nhân dân",
    "Tòa án nhân dân",
    "Tòa án",
    "Hội đồng tuyển chọn Kiểm sát viên Viện kiểm sát nhân dân",
    "Viện trưởng Viện kiểm sát nhân dân",
    "Viện kiểm sát nhân dân",
    "Tổng Kiểm toán nhà nước",
    "Kiểm toán nhà nước",
    "Kho bạc nhà nước",
    "Trụ sở tiếp công dân",
    "Ban Tiếp công dân",
)

REGULATIONS = (
    "Luật này",
    "Nghị định này",
    "Nghị quyết này",
    "Thông tư này",
    "Pháp lệnh này",
    "Hiến pháp",
    "Điều lệ Mặt trận Tổ quốc[ Việt Nam]",
    "Luật Mặt trận Tổ quốc[ Việt Nam]",
    "Luật Thực hiện dân chủ ở cơ sở",
    "pháp luật về thực hiện dân chủ ở cơ sở",
    "Luật Thanh tra",
    "Luật Đầu tư công",
    "Luật Ngân sách nhà nước",
    "Luật Kế toán",
    "Luật Tiếp cận thông tin",
    "Luật Khiếu nại",
    "Luật Tố cáo",
    "Luật Tố tụng hành chính",
    "Quy chế làm việc của Ủy ban Thường vụ Quốc hội",
    "Quy chế hoạt động của Hội đồng nhân dân và đại biểu Hội đồng nhân dân",
    "về việc ban hành Quy chế thực hiện dân chủ trong hoạt động của cơ quan",
)

_TAILS = r"(?:\s+(?:cấp(?:\s+(?:xã|huyện|tỉnh))?|cùng\s+cấp|các\s+cấp|tối\s+cao))?"


class Names:
    """Finds names in a text; of two that begin at one place the longer counts, and nothing inside it."""

    def __init__(self, names: Iterable[str], *, capital: bool = False) -> None:
        """With `capital` a name counts only where its first letter is as listed: "Luật này", not "luật này"."""
        self._names = sorted(names, key=len, reverse=True)
        initial = r"(?-i:\g<1>)" if capital else r"\1"
        patterns = [re.sub(r"^(\w)", initial, _loosely(name)) for name in self._names]
        self._pattern = re.compile("|".join(rf"(?<!\w)({pattern})(?!\w)" for pattern in patterns), re.IGNORECASE)
        any_name = "|".join(rf"{_loosely(name)}{_TAILS}" for name in self._names)
        self._only_names = re.compile(rf"(?:{any_name})(?:\s+(?:{any_name}))*", re.IGNORECASE)

    def found_in(self, text: str) -> set[str]:
        """The names that stand in `text`, as they are listed, without brackets."""
        matches = self._pattern.finditer(text)
        return {re.sub(r"\[.*?\]", "", self._names[(match.lastindex or 1) - 1]) for match in matches}

    def masked(self, text: str, *, by: str) -> str:
        """`text` with the word `by` in the place of every name."""
        return self._pattern.sub(by, text)

    def make_up(self, words: str) -> bool:
        """Whether `words`, without punctuation, are names and nothing else."""
        return self._only_names.fullmatch(words) is not None


def _loosely(name: str) -> str:
    """A pattern for `name` that takes any white space and does without dashes and commas."""
    optional = re.sub(r"\[(.*?)\]", r"(?:\1)?", name)
    pattern = re.sub(r"\s*-\s*", r"(?:\\s*[-–]\\s*|\\s+)", optional)
    return re.sub(r"(,?) +", lambda match: rf"{match[1]}{'?' if match[1] else ''}\s+", pattern)
