"""Fifty Vietnamese texts of this project's own writing, as unlike each other as what cadres type and what laws say."""

import unicodedata


def _nfd(text: str) -> str:
    """As some phones send it: every mark a character of its own."""
    return unicodedata.normalize("NFD", text)


QUESTIONS = (
    "Mặt trận xã giám sát bằng những hình thức nào?",
    "Ai ký thông báo kết quả giám sát?",
    "mttq co duoc giam sat can bo o khu dan cu khong",
    "MẶT TRẬN PHẢN BIỆN DỰ THẢO NGHỊ QUYẾT HĐND TRONG BAO NHIÊU NGÀY",
    "khoản 2 Điều 27 Luật MTTQ nói gì",
    "Điều 7 NQLT 403/2017 quy định đoàn giám sát gồm mấy người, ai làm trưởng đoàn?",
    "Sau 15 ngày mà UBND xã chưa trả lời kiến nghị thì làm thế nào?",
    "gs là gì",
    "Phản biện?",
    "chi 200.000 đồng/người/buổi cho thành viên đoàn giám sát có đúng không, hay chỉ 150.000đ?",
    "Tôi là bí thư chi đoàn 😀, muốn xin mẫu kế hoạch giám sát năm 2026 thì hỏi ở đâu ạ? 🙏🙏",
    _nfd("Hội Phụ nữ có tự chủ trì giám sát được không?"),
    "Ban TTND với Ban GSĐTCĐ khác nhau chỗ mô rứa?",
    "Cho em hỏi: (1) hồ sơ gồm những gì; (2) nộp ở đâu; (3) mấy ngày thì có kết quả???",
    "   khoảng   trắng   thừa   khắp   nơi   thì   có   sao   không   ",
    "Quyết định 217-QĐ/TW ngày 12/12/2013 còn hiệu lực không?",
    "dieu 19 luat dat dai 31/2024/QH15",
    "What is social criticism, nghĩa tiếng Việt là gì?",
    (
        "Cán bộ Mặt trận ở ấp không có lương mà phải đi giám sát cả công trình cầu đường lẫn quỹ hộ nghèo, vậy ai "
        "lo tiền xăng xe, tiền cơm nước, và nếu đi xe máy bị tai nạn trong lúc làm nhiệm vụ thì có được hưởng chế "
        "độ gì không?"
    ),
    "giám\tsát\tphản\nbiện",
    "“Giám sát” với ‘kiểm tra’ — giống hay khác…",
    "10%, 3/4, ½, 2 m², số ①",
    "Đồng chí Chủ tịch Ủy ban MTTQ Việt Nam phường đi vắng, phó chủ tịch ký thay giấy mời họp phản biện được không?",
    "a",
    "Trời hôm nay có mưa không, mai có nên phơi lúa?",
)

_LONG = (
    "Điều 12. Trình tự tổ chức cuộc giám sát\n"
    "1. Chậm nhất là hai mươi ngày trước khi bắt đầu, đoàn giám sát gửi kế hoạch và đề cương báo cáo đến nơi được "
    "giám sát. "
    "Đề cương nêu rõ nội dung cần báo cáo, mốc thời gian lấy số liệu và tài liệu kèm theo; không được đòi những "
    "tài liệu "
    "không liên quan hoặc thuộc bí mật nhà nước.\n"
    "2. Nơi được giám sát gửi báo cáo trước ngày làm việc ít nhất bảy ngày. Nếu chưa gửi được thì phải nói lý do "
    "bằng văn bản "
    "và hẹn ngày gửi; việc chậm gửi không làm dừng cuộc giám sát.\n"
    "3. Trong buổi làm việc, trưởng đoàn giới thiệu thành phần, mục đích và cách làm; đại diện nơi được giám sát "
    "trình bày "
    "tóm tắt; các thành viên lần lượt hỏi; thư ký ghi biên bản đầy đủ ý kiến của hai bên. Người dân được mời có "
    "quyền nói hết ý "
    "của mình và không bị cắt lời, trừ khi nói quá mười phút hoặc nói sang việc khác.\n"
    "4. Khi cần xem thực tế, đoàn đi đến công trình, trụ sở, lớp học, trạm y tế hoặc nhà dân. Việc chụp ảnh, quay "
    "phim ở nhà dân "
    "phải được chủ nhà đồng ý. Đoàn không nhận quà, không dự tiệc, không để nơi được giám sát trả tiền ăn, tiền "
    "trọ.\n"
    "5. Trong mười ngày sau buổi làm việc cuối cùng, đoàn hoàn thành báo cáo kết quả. Báo cáo ghi nhận việc làm "
    "tốt, chỉ ra việc "
    "chưa tốt cùng bằng chứng, nêu nguyên nhân và kiến nghị cụ thể: ai làm, làm gì, xong trước ngày nào."
)

PASSAGES = (
    "1. Giám sát là việc theo dõi, xem xét và kiến nghị.",
    "a) Ủy ban nhân dân cấp xã;",
    "Điều 1. Phạm vi điều chỉnh",
    _LONG,
    (
        "Luật hòa giải ở cơ sở\nĐiều 3. Phạm vi\n1. Mâu thuẫn giữa các bên, như bất đồng về lối đi, sử dụng điện "
        "nước, giờ giấc."
    ),
    "2. Thời hạn gửi văn bản phản biện là 15 (mười lăm) ngày, kể từ ngày nhận đủ hồ sơ; hồ sơ gồm 03 bộ.",
    "ỦY BAN TRUNG ƯƠNG MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Số: 45/2022/NQ-HĐND; ngày 09 tháng 12 năm 2022",
    "Dieu 5. Van ban nay duoc danh may khong dau tu nam 1995, sau do luu tai kho.",
    _nfd("Điều 8. Người đứng đầu chịu trách nhiệm về kết quả tiếp thu ý kiến của Nhân dân."),
    "đ) Hộ nghèo, hộ cận nghèo, người khuyết tật nặng; e) Người cao tuổi từ đủ 75 tuổi; g) Trẻ em dưới 36 tháng.",
    "Mức chi: 1.250.000 đồng/cuộc (cấp tỉnh), 800.000 đồng/cuộc (cấp xã); không quá 12 cuộc/năm.",
    "Khu dân cư văn hóa 🏡 đạt 95/100 điểm ✅, trừ 5 điểm vì đường làng còn rác 🚮.",
    "Biểu quyết tán thành trên 50% tổng số hộ thì có hiệu lực; dưới 50% thì họp lại lần hai trong vòng 30 ngày.",
    "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, MTTQ (02b).",
    (
        "Ban Công tác Mặt trận ở thôn, tổ dân phố gồm Trưởng ban, Phó Trưởng ban và các thành viên là người tiêu "
        "biểu trong cộng đồng dân cư, chức sắc tôn giáo, già làng, người có uy tín; do Ban Thường trực Ủy ban Mặt "
        "trận xã công nhận theo nhiệm kỳ."
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương; xét Tờ trình số 118/TTr-UBND; sau khi nghe báo cáo thẩm tra "
        "và thảo luận,"
    ),
    "§ 3 – Phụ lục II: bảng 2.1 (đơn vị: 1.000 đ) | STT | Nội dung | ≤ 5 km | > 5 km |",
    (
        "Người tố cáo được giữ bí mật họ tên, địa chỉ, bút tích. Ai làm lộ thì tùy mức độ mà bị kỷ luật hoặc xử lý "
        "hình sự."
    ),
    "Kiến nghị chưa được trả lời thì nhắc lần 1, nhắc lần 2, rồi báo cáo cấp trên trực tiếp; mọi lần nhắc đều ghi sổ.",
    (
        "“Phản biện xã hội” là nhận xét, đánh giá, nêu chính kiến, kiến nghị đối với dự thảo; “dự thảo” ở đây gồm "
        "cả đề án."
    ),
    "Chị Nguyễn Thị Ánh Tuyết (sinh 1984, trú tại xóm Đoài) trúng cử Trưởng ban với 31/35 phiếu.",
    " ".join(["Cuộc họp bàn về nước sạch, đường điện và tiền quỹ của thôn."] * 22),
    "Hết.",
)
