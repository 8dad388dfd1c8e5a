"""Where the tree of a regulation must not reach: into quoted provisions, signatures, recipients and appendices."""

import pytest

from tests.corpus.making import outline, read, text_of

AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Luật Mặt trận Tổ quốc Việt Nam
1. Sửa đổi, bổ sung Điều {first} như sau:
{open}Điều {first}. Tính chất của hoạt động giám sát
1. Giám sát mang tính nhân dân.
2. Giám sát gồm:
a) Giám sát văn bản;
b) Giám sát cán bộ.
3. Giám sát công khai.{close}
2. Bãi bỏ khoản 2 Điều 9.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 7 năm 2025.
"""
AMENDING_OUTLINE = ["Điều 1", "Điều 1 > Khoản 1", "Điều 1 > Khoản 2", "Điều 2"]
LAST = """Điều 1. Phạm vi
Quy định này nói về giám sát.
Điều 2. Hiệu lực thi hành
1. Quy định này có hiệu lực từ ngày ký.
2. Các cơ quan liên quan chịu trách nhiệm thi hành.
"""
SIGNATURES = {
    "law": "Luật này được Quốc hội khóa XV, kỳ họp thứ 9 thông qua ngày 27 tháng 6.\nCHỦ TỊCH QUỐC HỘI\nTrần A\n",
    "old law": "Luật này đã được Quốc hội khóa XIII thông qua ngày 09 tháng 6 năm 2015.\nCHỦ TỊCH QUỐC HỘI\nTrần A\n",
    "recipients, then signature": "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần A\n",
    "signature, then recipients": "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần A\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n",
    "signature only": "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần A\n",
    "Party": "T/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\nTrần A\n",
    "deputy": "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần A\n",
    "appendix": "PHỤ LỤC\nMẪU KẾ HOẠCH GIÁM SÁT\n",
    "rule": "____________________\nLuật này được Quốc hội khóa XV thông qua ngày 26 tháng 6 năm 2025.\n",
    "appendix with numbers": "Nơi nhận:\n- Lưu: VT.\nPhụ lục\n(Kèm theo)\n1. Tên\n2. Địa chỉ\n3. Số máy\n",
}


@pytest.mark.parametrize("first", ["25", "2", "1"])
@pytest.mark.parametrize(("opened", "closed"), [("“", "”."), ('"', '".')], ids=["curly", "straight"])
def test_quoted_article(first: str, opened: str, closed: str) -> None:
    """What an amending law quotes is text of the amending clause, whatever labels it carries."""
    law = read(AMENDING.format(first=first, open=opened, close=closed))
    assert outline(law) == AMENDING_OUTLINE
    assert text_of(law, "1", "1").endswith(f"3. Giám sát công khai.{closed}")
    assert text_of(law, "1", "2") == "2. Bãi bỏ khoản 2 Điều 9."


UNMARKED = """Điều 1. Sửa đổi, bổ sung Điều 2 như sau
Điều 2. Rút tố cáo
1. Đơn rút ghi rõ họ tên.
2. Biên bản gồm:
a) Nơi lập;
b) Ngày lập.
Điều 2. Sửa đổi, bổ sung khoản 1, khoản 2 Điều 15 như sau
1. Khi cần thì hỏi chuyên môn.
2. Việc hỏi bằng văn bản.
Điều 3. Bổ sung Điều 19a vào sau Điều 19
Điều 19a. Dùng máy tính
1. Dùng máy tính.
Điều 4. Sửa đổi, bổ sung một số điều của Nghị định khác
1. Sửa đổi Điều 30 như sau:
Điều 30. Tên mới
1. Lời mới.
2. Bãi bỏ Điều 31.
Điều 5. Hiệu lực thi hành
1. Từ ngày ký.
2. Thay cho quy định trước.
"""


def test_quoted_without_marks() -> None:
    """New wording without quotation marks is told by the article or clause that announces it, whatever its labels."""
    decree = read(UNMARKED)
    clauses = [f"Điều 4 > Khoản {label}" for label in "12"]
    last = [f"Điều 5 > Khoản {label}" for label in "12"]
    assert outline(decree) == ["Điều 1", "Điều 2", "Điều 3", "Điều 4", *clauses, "Điều 5", *last]
    assert text_of(decree, "1").endswith("b) Ngày lập.")
    assert text_of(decree, "4", "1").endswith("Điều 30. Tên mới\n1. Lời mới.")


@pytest.mark.parametrize(
    "title", ["Sửa đổi, bổ sung Điều lệ", "Bổ sung khoản thu", "Sửa đổi, bổ sung, gia hạn giấy phép"]
)
def test_an_article_that_only_speaks_of_changes(title: str) -> None:
    """An article on how something is changed keeps its own clauses."""
    assert outline(read(f"Điều 1. {title}\n1. Hồ sơ.\n2. Thời hạn.\n"))[1:] == [f"Điều 1 > Khoản {n}" for n in "12"]


def test_an_article_from_elsewhere_costs_no_later_one() -> None:
    """A heading that jumps over the next article, which is still to come, is no article; a real gap stays."""
    labels = [article.label for article in read("".join(f"Điều {n}. Tên\nLời.\n" for n in (1, 28, 2, 3, 5))).articles()]
    assert labels == ["1", "2", "3", "5"]


def test_forms_hold_no_articles() -> None:
    """The articles of a form to be filled in are not the decree's; those of a Quy chế after it are."""
    form = "Mẫu số 01\nQUYẾT ĐỊNH\nĐiều 1. Giao ...\nĐiều 2. Ông ...\n"
    rules = "QUY CHẾ\nHỌP DÂN\nĐiều 1. Họp\nMỗi tháng họp một lần.\n"
    decree = read(f"{LAST}Nơi nhận:\n- Như trên.\nPHỤ LỤC\n{form}{rules}")
    assert [article.label for article in decree.articles()] == ["1", "2", "1"]


def test_two_articles_in_one_quotation() -> None:
    """A second article inside one quotation is quoted too, though its label would be the next."""
    law = read(
        "Điều 1. Sửa đổi Luật Mặt trận\n1. Sửa đổi Điều 1 và Điều 2 như sau:\n“Điều 1. Phạm vi\nVề giám sát.\n"
        "Điều 2. Đối tượng\n1. Cơ quan.\n2. Tổ chức.”.\n2. Bãi bỏ Điều 9.\nĐiều 2. Hiệu lực\nTừ ngày ký.\n"
    )
    assert outline(law) == AMENDING_OUTLINE
    assert text_of(law, "2") == "Điều 2. Hiệu lực\nTừ ngày ký."


def test_each_quoted_paragraph_opened_anew() -> None:
    """A quotation whose every paragraph is opened but only the last closed is still one quotation."""
    law = read(
        "Điều 1. Sửa đổi Luật\n1. Sửa đổi Điều 25 như sau:\n“Điều 25. Tính chất\n“1. Nhân dân.\n“2. Xã hội.”.\n"
        "2. Bãi bỏ Điều 9.\nĐiều 2. Hiệu lực\nTừ ngày ký.\n"
    )
    assert outline(law) == AMENDING_OUTLINE


def test_quoted_words_in_a_sentence() -> None:
    """Words quoted inside a line leave the numbering after it as it is."""
    law = read("Điều 1. Một\n1. Thay “đề nghị” bằng “thống nhất với”.\n2. Hai.\nĐiều 2. Hai\nHết lời.\n")
    assert outline(law) == ["Điều 1", "Điều 1 > Khoản 1", "Điều 1 > Khoản 2", "Điều 2"]


def test_quotation_never_closed() -> None:
    """A forgotten closing mark costs no later article."""
    law = read("Điều 1. Một\n1. Gọi là “Mặt trận.\nĐiều 2. Hai\n1. Một.\nĐiều 3. Ba\nHết lời.\n")
    assert [article.label for article in law.articles()] == ["1", "2", "3"]


@pytest.mark.parametrize("ending", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signature_block(ending: str) -> None:
    """Closing formula, signature, recipients and appendix are no part of the last article."""
    regulation = read(LAST + ending)
    assert text_of(regulation, "2", "2") == "2. Các cơ quan liên quan chịu trách nhiệm thi hành."
    assert outline(regulation) == ["Điều 1", "Điều 2", "Điều 2 > Khoản 1", "Điều 2 > Khoản 2"]


def test_signature_block_before_an_attachment() -> None:
    """The decision's own signature and recipients are no part of its last article when a Quy chế follows."""
    regulation = read(
        LAST + "Nơi nhận:\n- Lưu: VT.\nT/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\nQUY CHẾ GIÁM SÁT\n"
        "(Ban hành kèm theo Quyết định số 217-QĐ/TW)\nĐiều 1. Mục đích\nPhát huy dân chủ.\n"
    )
    assert text_of(regulation, "2", "2") == "2. Các cơ quan liên quan chịu trách nhiệm thi hành."
    assert outline(regulation)[-2:] == ["Quy chế giám sát", "Quy chế giám sát > Điều 1"]


def test_recipients_named_in_an_article() -> None:
    """An article that speaks of recipients, appendices or the closing formula inside a sentence goes on."""
    body = "Điều 1. Một\n1. Ghi rõ Nơi nhận: Ủy ban Mặt trận.\n2. Theo PHỤ LỤC.\n3. Luật này được áp dụng.\n"
    assert outline(read(body))[1:] == ["Điều 1 > Khoản 1", "Điều 1 > Khoản 2", "Điều 1 > Khoản 3"]
    assert text_of(read(body), "1", "3") == "3. Luật này được áp dụng."
