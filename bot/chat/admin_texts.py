"""What the bot says to admins, and to those it may not serve. Plain text, but for the constants ending in HTML."""

COMMANDS = {
    "thongke": "Quản trị: số liệu, kèm biểu đồ",
    "chuatraloi": "Quản trị: câu chưa trả lời được (CSV)",
    "thongbao": "Quản trị: gửi thông báo cho người đăng ký",
    "moi": "Quản trị: tạo liên kết mời một đơn vị",
    "ngungmoi": "Quản trị: ngừng các liên kết mời của đơn vị",
    "thuquyen": "Quản trị: thu quyền hỏi của một người",
    "tat": "Quản trị: tạm tắt trợ lý",
    "bat": "Quản trị: bật lại trợ lý",
}

ADMINS_ONLY = "Lệnh này dành cho quản trị viên. Anh, chị gõ câu hỏi bình thường nhé."
NOT_INVITED = (
    "Trợ lý hiện chỉ phục vụ những đơn vị được mời. Anh, chị xin liên kết mời từ quản trị viên của đơn vị mình rồi bấm "
    "vào liên kết đó."
)
SWITCHED_OFF = "Trợ lý đang tạm dừng từ {since}. {reason} Xin anh, chị quay lại sau."
TOO_FAST = "Anh, chị gửi nhanh quá. Xin đợi một phút rồi gửi tiếp."

WELCOME = "Chào mừng anh, chị của {unit}! Từ giờ anh, chị có thể đặt câu hỏi. Gõ /help để xem hướng dẫn."
NOT_ACCEPTED = {
    "unknown": "Liên kết mời không đúng. Xin anh, chị kiểm tra lại với quản trị viên.",
    "expired": "Liên kết mời đã hết hạn. Xin anh, chị xin liên kết mới từ quản trị viên.",
    "used_up": "Liên kết mời đã dùng hết số lượt. Xin anh, chị xin liên kết mới từ quản trị viên.",
}
INVITE = (
    "Liên kết mời cho {unit}, dùng được {days} ngày, tối đa {uses} người:\n{link}\n\n"
    "Chỉ gửi cho người của đơn vị. Ngừng nhận thêm người: /ngungmoi {unit}"
)
WHICH_UNIT = "Gõ tên đơn vị sau lệnh, ví dụ: /{command} Mặt trận xã Đông"
UNIT_TOO_LONG = "Tên đơn vị dài quá {most} chữ. Xin viết ngắn hơn."
INVITES_ENDED = "Đã ngừng {count} liên kết mời của {unit}. Người đã vào vẫn hỏi được."
WHICH_PERSON = "Gõ mã Telegram (chỉ gồm chữ số) sau lệnh, ví dụ: /thuquyen 123456789"
DISALLOWED = (
    "Đã thu quyền hỏi của {person}. Người này vẫn vào lại được bằng liên kết mời còn hạn; "
    "ngừng liên kết: /ngungmoi và tên đơn vị."
)
NOT_ALLOWED_BEFORE = "{person} chưa từng được cấp quyền."

WHY_OFF = "Gõ lý do sau lệnh, người hỏi sẽ đọc được, ví dụ: /tat Đang kiểm tra câu trả lời về kinh phí."
NOW_OFF = "Đã tạm tắt. Người hỏi sẽ được báo lý do. Bật lại: /bat"
NOW_ON = "Đã bật lại. Trợ lý trả lời bình thường."
ALREADY_ON = "Trợ lý đang bật."

NUMBERS = (
    "Số liệu {days} ngày: {questions} câu hỏi của {people} người.\n"
    "Kết quả: {statuses}.\nĐánh giá: 👍 {up}, 👎 {down}.\n\nĐược trích nhiều nhất:\n{cited}\n\n"
    "Chưa trả lời được, gộp câu giống nhau:\n{unanswered}"
)
NONE_YET = "chưa có"
STATUSES = {
    "answered": "có câu trả lời",
    "looked_up": "tra đúng điều khoản",
    "clarify": "hỏi lại cho rõ",
    "not_found": "không tìm thấy",
    "out_of_scope": "ngoài lĩnh vực",
    "expired_only": "chỉ có quy định hết hiệu lực",
    "small_talk": "chào hỏi",
}
HOW_MANY_DAYS = "Gõ số ngày từ 1 đến {most}, ví dụ: /thongke 30"
UNANSWERED_FILE = "Các câu chưa trả lời được trong {days} ngày: {count} câu. Không kèm tên người hỏi."
NOTHING_UNANSWERED = "Không có câu nào chưa trả lời được."

WHAT_NOTICE = "Gõ nội dung sau lệnh, ví dụ: /thongbao Thư viện vừa có Luật mới về giám sát."
NOTICE_TOO_LONG = "Thông báo dài quá {most} chữ. Xin viết ngắn hơn."
NOBODY_SUBSCRIBED = "Chưa có ai bật “Nhận thông báo” trong /caidat, nên không gửi cho ai được."
CONFIRM_NOTICE = "Gửi thông báo này cho {count} người đã đăng ký?\n\n{text}"
SEND, CANCEL = "📣 Gửi", "Thôi"
SENDING = "Đang gửi cho {count} người, khoảng {minutes} phút. Xong sẽ báo."
SENT = "Đã gửi thông báo: {delivered} người nhận, {failed} người không nhận được."
CANCELLED = "Đã bỏ, không gửi gì."
NOTICE_GONE = "Thông báo này không còn chờ gửi: đã gửi xong hoặc đã bỏ."
NOTICE = "📣 Thông báo: {text}"

DOCUMENTS_FROM_ADMINS_ONLY = (
    "Cảm ơn anh, chị. Tệp chỉ nhận từ quản trị viên, nên trợ lý chưa đọc tệp này. Anh, chị gõ câu hỏi bình thường nhé."
)
DOCUMENT_TOO_LARGE = (
    "Tệp lớn hơn 20 MB, Telegram không cho tải. Xin tách nhỏ, hoặc dùng lệnh scripts.reindex trên máy chủ."
)
READING_DOCUMENT = "Đang đọc tệp, xin đợi…"
DOCUMENT_NOT_RECEIVED = "Không tải được tệp từ Telegram. Xin gửi lại."
PUBLISH, DROP, PUBLISH_ANYWAY = "✅ Xuất bản", "Bỏ", "Vẫn xuất bản"
DOCUMENT_GONE = "Tệp này không còn chờ xuất bản. Xin gửi lại tệp."
DOCUMENT_DROPPED = "Đã bỏ, không thay đổi gì."
PUBLISHING = "Đang xuất bản…"
PUBLISHING_PROGRESS = "Đang xuất bản: đã mã hóa {done}/{total} điều khoản."
