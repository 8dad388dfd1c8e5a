"""What the bot says of itself in Telegram."""

COMMANDS = {"start": "Bắt đầu", "help": "Hướng dẫn sử dụng", "quytrinh": "Quy trình từng bước"}

START = (
    "Xin chào! Tôi là <b>Trợ lý Giám sát và Phản biện xã hội</b>.\n\n"
    "Anh, chị hãy gõ câu hỏi như nói chuyện hằng ngày, có dấu hay không dấu đều được. Ví dụ:\n"
    "• MTTQ giám sát bằng những hình thức nào?\n"
    "• may ngay truoc phai gui ke hoach giam sat\n"
    "• khoản 2 Điều 27 Luật MTTQ\n\n"
    "Tôi trích đúng điều, khoản, cho biết văn bản còn hiệu lực hay không, và nói rõ khi không tìm thấy."
)
HELP = (
    "<b>Cách hỏi</b>\n"
    "• Hỏi một ý mỗi lần, bằng lời thường: <i>Dân bầu Ban Thanh tra nhân dân thế nào?</i>\n"
    "• Hoặc gọi đúng tên điều khoản: <i>điều 7 nqlt 403</i>\n\n"
    "<b>Cách đọc câu trả lời</b>\n"
    "• “Nguyên văn” là chữ của văn bản chính thức; “Tóm lược” là lời của trợ lý, cần đối chiếu trước khi viện dẫn.\n"
    "• Dòng hiệu lực cho biết văn bản còn áp dụng hay không vào hôm nay.\n\n"
    "<b>Quy trình từng bước</b>: /quytrinh\n\n"
    "Trợ lý nhớ câu hỏi của anh, chị trong một thời gian rồi tự xóa."
)
PROCEDURES = "Chọn quy trình:"
NO_SUCH_PROCEDURE = "Quy trình này không còn. Xin gõ /quytrinh để chọn lại."
ONLY_TEXT = "Tôi chỉ đọc được chữ. Xin gõ câu hỏi thành tin nhắn văn bản."
UNKNOWN_COMMAND = "Tôi không biết lệnh này. Xin gõ câu hỏi, hoặc /help để xem hướng dẫn."
TOO_MANY = "Anh, chị hỏi nhanh quá. Xin đợi một phút rồi hỏi tiếp."
ALARM = "⚠ Trợ lý vừa gặp {count} lỗi liên tiếp; mã gần nhất {code}. Xin xem nhật ký. Tắt tạm: /tat lý do."
FAULT = "Có lỗi khi xử lý câu hỏi. Xin thử lại sau ít phút; nếu vẫn lỗi, báo quản trị mã {code}."
