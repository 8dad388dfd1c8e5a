"""Two small regulations that are in no catalog, for what the library has no example of."""

from corpus.ingest import File

LAW = """LUẬT
THỬ NGHIỆM GIÁM SÁT CỘNG ĐỒNG
Luật số: 11/2025/QH15
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam.
Điều 1. Phạm vi điều chỉnh
Luật này quy định việc thử nghiệm giám sát cộng đồng ở thôn Đoài.
Điều 2. Các bước thử nghiệm
1. Thôn chọn việc cần giám sát.
2. Thôn cử người giám sát, gồm:
a) Người cao tuổi;
b) Người có uy tín;
c) Người trẻ;
d) Người biết việc;
đ) Người được bầu thêm;
e) Người giữ sổ.
3. Người giám sát ghi sổ xanh hằng tuần.
3a. Sổ xanh được bổ sung bằng sổ vàng.
4. Thôn đọc sổ tại cuộc họp.
Điều 2a. Sổ điện tử
Thôn được dùng sổ điện tử thay sổ xanh.
Điều 3. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 01 năm 2025.
Điều 4. Trả lời người góp ý
1. Thôn trả lời người góp ý về sổ xanh trong thời hạn 05 ngày; người góp ý không nêu tên thì thôn không trả lời.
2. Thời hạn tại khoản 1 Điều này được tính từ ngày đọc sổ.
"""

DECISION = """QUYẾT ĐỊNH
Ban hành Quy chế phối hợp giám sát ở xã Đông
Số: 15/2025/QĐ-UBND
Căn cứ Luật Mặt trận Tổ quốc Việt Nam.
Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp giám sát ở xã Đông.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
QUY CHẾ PHỐI HỢP GIÁM SÁT Ở XÃ ĐÔNG
Điều 1. Phạm vi
Quy chế này quy định việc phối hợp giám sát ở xã Đông.
Điều 2. Nguyên tắc
Các bên phối hợp bình đẳng, công khai.
Điều 3. Giao ban
1. Các bên giao ban vào thứ Sáu tuần đầu của quý.
2. Biên bản giao ban lưu tại Mặt trận xã Đông.
"""

FILES = [
    File("luat-thu-nghiem.txt", LAW.encode()),
    File("quy-che-xa-dong.txt", DECISION.encode()),
]
