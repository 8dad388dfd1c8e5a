"""What the bot says in Telegram, as HTML; the notices that pop up over buttons are plain text."""

# The profile and the menu.
DESCRIPTION = (
    "Trợ lý tra cứu quy định về giám sát và phản biện xã hội cho cán bộ Mặt trận, đoàn thể và cơ sở.\n\n"
    "Hỏi bằng lời thường, có dấu hay không dấu: trợ lý tìm điều khoản, trích đúng lời, nêu điều, khoản, trang và cho "
    "biết văn bản còn hiệu lực hay không. Không tìm thấy thì nói là không tìm thấy."
)
SHORT_DESCRIPTION = "Tra cứu quy định về giám sát và phản biện xã hội, trích đúng điều, khoản."
HOI = "Hỏi một câu: /hoi câu hỏi"
DIEU = "Xem điều khoản: /dieu 27 luật mttq"
HELP_COMMAND = "Hướng dẫn sử dụng"

# Welcome and help (HTML).
START = (
    "Xin chào! Tôi là <b>Trợ lý Giám sát và Phản biện xã hội</b>.\n\n"
    "Anh, chị hãy gõ câu hỏi như nói chuyện hằng ngày, có dấu hay không dấu đều được. Ví dụ:\n"
    "• MTTQ giám sát bằng những hình thức nào?\n"
    "• may ngay truoc phai gui ke hoach giam sat\n"
    "• khoản 2 Điều 27 Luật MTTQ\n\n"
    "Tôi trích đúng điều, khoản, cho biết văn bản còn hiệu lực hay không, và nói rõ khi không tìm thấy.\n\n"
    "Gõ /help để xem hướng dẫn, /riengtu để biết tôi lưu gì."
)
HELP = (
    "<b>Cách hỏi</b>\n"
    "• Hỏi một ý mỗi lần, bằng lời thường: <i>Dân bầu Ban Thanh tra nhân dân thế nào?</i>\n"
    "• Hoặc gọi đúng tên điều khoản: <i>điều 7 nqlt 403</i>\n"
    "• Hỏi tiếp ngay sau đó: <i>còn khoản 3?</i>, <i>thế điều 28?</i>, <i>còn cấp xã thì sao?</i>, <i>ai ký?</i>\n"
    "• Gõ nhầm thì sửa tin nhắn: câu trả lời được sửa theo.\n\n"
    "<b>Cách đọc câu trả lời</b>\n"
    "• “Nguyên văn” là chữ của văn bản chính thức; “Tóm lược” là lời của trợ lý, cần đối chiếu trước khi viện dẫn.\n"
    "• Dòng hiệu lực cho biết văn bản còn áp dụng hay không vào hôm nay.\n"
    "• Các nút bên dưới mở cả điều, điều trước, điều sau, điều được dẫn chiếu, ảnh trang giấy.\n\n"
    "<b>Lệnh</b>\n"
    "/vanban – thư viện văn bản\n"
    "/quytrinh – quy trình từng bước\n"
    "/tudien – từ điển thuật ngữ\n"
    "/lichsu – câu hỏi gần đây\n"
    "/caidat – cài đặt\n"
    "/gopy – góp ý\n"
    "/riengtu – dữ liệu được lưu, /xoadulieu – xóa hết\n\n"
    "<b>Trong nhóm</b>: nhắc tên trợ lý hoặc trả lời tin của trợ lý.\n"
    "<b>Trong cuộc trò chuyện bất kỳ</b>: gõ tên trợ lý rồi vài chữ để chèn điều khoản."
)
GROUP_HELP = "Trong nhóm, xin nhắc tên tôi kèm câu hỏi. Ví dụ: @{bot} MTTQ giám sát bằng những hình thức nào?"

# Questions.
ASK_WHAT = "Xin gõ câu hỏi sau lệnh. Ví dụ: /hoi Ban Thanh tra nhân dân do ai bầu?"
WHICH_PROVISION = "Xin gõ tên điều khoản sau lệnh. Ví dụ: /dieu 27 luật mttq, /dieu khoản 2 điều 14 nqlt 403"
TOO_MANY = "Anh, chị hỏi nhanh quá. Xin đợi một phút rồi hỏi tiếp."
ALARM = "⚠ Trợ lý vừa gặp {count} lỗi liên tiếp; mã gần nhất {code}. Xin xem nhật ký. Tắt tạm: /tat lý do."
FAULT = "Có lỗi khi xử lý câu hỏi. Xin thử lại sau ít phút; nếu vẫn lỗi, báo quản trị mã {code}."
ONLY_TEXT = "Tôi chỉ đọc được chữ. Xin gõ câu hỏi thành tin nhắn văn bản."
UNKNOWN_COMMAND = "Tôi không biết lệnh này. Xin gõ câu hỏi, hoặc /help để xem hướng dẫn."
ASK_PRIVATELY = "Hỏi riêng trợ lý"

# Buttons that lead nowhere any more.
STALE = "Nút này đã cũ. Xin gõ lại câu hỏi, tôi trả lời theo văn bản hiện có."
NO_SUCH_PROVISION = "Điều khoản này không còn trong thư viện. Xin gõ /vanban để xem các văn bản hiện có."
NO_SUCH_REGULATION = "Văn bản này không còn trong thư viện. Xin gõ /vanban để xem lại."
NO_SUCH_PROCEDURE = "Quy trình này không còn. Xin gõ /quytrinh để chọn lại."
LINK_OF_NOTHING = (
    "Liên kết này dẫn tới một điều khoản không có trong thư viện. Xin gõ câu hỏi hoặc tên điều khoản, hay /vanban để "
    "xem các văn bản hiện có."
)
REFERENCED = "Điều khoản được dẫn chiếu:"

# Pages and files.
NO_PAGE = "Không gửi được trang này. Văn bản có thể đã được thay; xin gõ lại câu hỏi."
NO_OFFICIAL_FILE = "Thư viện chưa có bản chính thức của văn bản này."

# The library.
STANDINGS = {
    "in_force": "Còn hiệu lực",
    "unverified": "Chưa kiểm chứng hiệu lực: hãy kiểm tra trước khi áp dụng",
    "not_yet": "Chưa có hiệu lực",
    "expired": "Hết hiệu lực",
}
HELD_OFFICIAL = "📄 Có bản chính thức: trích nguyên văn"
HELD_DIGEST = "✍️ Chỉ có bản tóm lược của trợ lý"
CONTENTS = "Bấm vào một điều để đọc:"
NO_CONTENTS = "Chưa có điều nào trong thư viện."
FOUND_REGULATIONS = "Văn bản tìm thấy:"
NO_REGULATIONS = "Không có văn bản nào mang tên hoặc số đó trong thư viện."

# Procedures and terms.
PROCEDURES = "Chọn quy trình:"
DICTIONARY = "<b>Từ điển thuật ngữ</b>\nBấm vào một từ, hoặc gõ /tudien và từ cần tìm."
WHICH_TERM = "Có phải anh, chị tìm một trong các từ này?"
NO_SUCH_TERM = "Từ điển chưa có từ này."

# History, choices, opinions.
RECENT = "<b>Câu hỏi gần đây</b> (bấm số để hỏi lại):"
NOTHING_ASKED = "Chưa có câu hỏi nào được lưu."
PREFERENCES = (
    "<b>Cài đặt</b>\n"
    "<b>Câu trả lời</b>: “Ngắn gọn” chỉ trích đoạn đầu của điều khoản; đọc tiếp bằng nút bên dưới.\n"
    "<b>Nhắc học</b>: mỗi lần một thẻ ngắn (thuật ngữ, một bước quy trình hoặc câu hỏi ôn tập), từ 8 giờ sáng, hằng "
    "ngày hoặc thứ Hai hằng tuần; bắt đầu từ ngày mai hoặc tuần sau.\n"
    "<b>Thông báo</b>: quản trị viên báo khi có văn bản mới hoặc việc chung."
)
CHOSEN = "Đã lưu."
NO_MORE_CARDS = "Đã tắt nhắc học. Bật lại bất cứ lúc nào trong /caidat."
TOUCH_TO_SEE = "Nghĩ câu trả lời, rồi chạm vào phần che để xem."
SUGGEST = "Xin viết góp ý vào tin nhắn tiếp theo, hoặc /huy để thôi."
WRITE_REASON = "Xin viết lý do vào tin nhắn tiếp theo, hoặc /huy để thôi."
WRITE_HERE = "Viết vào đây"
THANKS = "Đã ghi nhận. Cảm ơn anh, chị!"
THANKS_UP = "Cảm ơn anh, chị!"
THANKS_DOWN = "Đã ghi nhận. Tiếc là câu trả lời chưa đúng ý."
WHY = "Câu trả lời chưa tốt ở chỗ nào? (không bắt buộc)"
REASONS = ("Không đúng điều khoản", "Thiếu ý", "Văn bản đã cũ", "Khó hiểu")
OWN_REASON = "✏️ Viết lý do"
CANCELLED = "Đã hủy."
NOTHING_TO_CANCEL = "Không có việc gì đang làm dở."

# Privacy (HTML).
PRIVACY = (
    "<b>Trợ lý lưu gì về anh, chị</b>\n"
    "• Số định danh Telegram, các lựa chọn trong /caidat, đơn vị nếu vào bằng liên kết mời.\n"
    "• Câu hỏi, kết quả, điều khoản xem gần nhất, đánh giá và góp ý: tự xóa sau {days} ngày.\n"
    "• Không lưu tên, số điện thoại, ảnh, tệp. Nhật ký máy chủ không ghi câu hỏi.\n"
    "• Bản sao lưu của máy chủ được giữ tối đa 30 ngày.\n\n"
    "<b>Dùng để làm gì</b>: trả lời câu hỏi nối tiếp, cho anh, chị xem lại, và để quản trị biết câu nào chưa trả lời "
    "được. Không chuyển cho ai khác, không dùng để huấn luyện máy.\n\n"
    "<b>Quyền của anh, chị</b>: xem mọi thứ đang lưu, xóa hết bất cứ lúc nào. Tin nhắn trong cuộc trò chuyện này nằm ở "
    "Telegram; xóa chúng trong ứng dụng Telegram."
)
CONFIRM_ERASURE = (
    "Xóa mọi thứ trợ lý lưu về anh, chị: lịch sử, đánh giá, góp ý, cài đặt, quyền vào bằng liên kết mời?\n"
    "Không khôi phục lại được."
)
KEPT = "Đã giữ nguyên dữ liệu."
EXPORTED = "Mọi thứ trợ lý đang lưu về anh, chị."
ERASED = "<b>Đã xóa</b>"
NOTHING_TO_ERASE = "• Không có gì để xóa."
LEFT = "Kiểm tra lại mọi bảng dữ liệu: còn {left} dòng về anh, chị."
TABLES = {
    "person": "Hồ sơ và cài đặt",
    "subscription": "Đăng ký nhận tin",
    "conversation": "Cuộc trò chuyện",
    "question": "Câu hỏi",
    "feedback": "Đánh giá, góp ý",
    "learner": "Nhắc học",
    "delivery": "Thông báo chờ nhận",
    "received_update": "Tin đang xử lý",
    "notice": "Thông báo đã soạn",
    "invite": "Liên kết mời đã tạo",
    "switch": "Lần bật, tắt trợ lý",
}
