"""What the demo's meetings say: agendas, results, plans, minutes; all invented."""

from __future__ import annotations

AGENDA = (
    "Thông tin thời sự, chủ trương mới của Đảng, chính sách, pháp luật liên quan",
    "Báo cáo kết quả thực hiện nghị quyết tháng {before}, phương hướng tháng {month}",
    "Đảng viên thảo luận, góp ý vào báo cáo",
    "Kể chuyện về tấm gương đạo đức của Chủ tịch Hồ Chí Minh",
    "Phân công nhiệm vụ, biểu quyết nghị quyết tháng {month}",
)
TALES = (
    "Bác Hồ tiết kiệm từng tờ giấy",
    "Đúng giờ là tôn trọng người khác",
    "Bữa cơm của Bác ở chiến khu",
    "Tấm lòng của Bác với người lao động",
    "Chiếc áo ấm gửi chiến sĩ",
    "Bác đi thăm bà con không báo trước",
)
LESSON = "Mỗi đảng viên nhận một việc tiết kiệm cụ thể, báo cáo vào buổi sau."
RESULTS = (
    "Hoàn thành 11/12 nhiệm vụ; xử lý đúng hạn các tin báo của người dân. Một báo cáo"
    " chuyên đề chậm hai ngày.",
    "Hoàn thành 9/9 nhiệm vụ; kiểm tra đúng kế hoạch, không có đơn thư vượt cấp.",
    "Hoàn thành 10/11 nhiệm vụ; việc cập nhật dữ liệu cơ sở kinh doanh chưa đều.",
)
PLANS = (
    "Tập trung kiểm tra hàng thiết yếu; mỗi tuần rà soát kết quả một lần.",
    "Hoàn thiện hồ sơ các vụ việc tồn; phân công đảng viên bám từng địa bàn.",
    "Đẩy mạnh tuyên truyền tới hộ kinh doanh; chuẩn bị nội dung sinh hoạt chuyên đề.",
)
CONCLUSION = "Chi bộ thống nhất các nhiệm vụ nêu trên, giao chi ủy đôn đốc hằng tuần."
THEMES = (
    "Văn hóa công vụ khi làm việc với hộ kinh doanh",
    "Trách nhiệm của đảng viên trong quản lý, bảo quản tang vật",
    "Ứng xử trên không gian mạng của cán bộ, đảng viên",
    "Nêu gương trong cải cách thủ tục hành chính",
)
OPINIONS = (
    "Đề nghị lập danh mục việc còn tồn, ghi rõ người làm và thời hạn.",
    "Nên dành nhiều thời gian hơn cho thảo luận, giảm phần đọc báo cáo.",
    "Đề nghị phối hợp sớm với công an xã, phường khi nắm địa bàn.",
    "Cần hướng dẫn thống nhất cách ghi biên bản kiểm tra điện tử.",
)
TASKS = (
    "Rà soát hồ sơ các vụ việc quá hạn xử lý",
    "Chuẩn bị nội dung sinh hoạt chuyên đề quý tới",
    "Cập nhật sổ theo dõi cơ sở kinh doanh trên địa bàn",
    "Tổng hợp ý kiến góp ý của đảng viên gửi Đảng ủy",
)
EXCUSES = (
    "Đi công tác",
    "Trực đường dây nóng",
    "Nghỉ phép năm",
    "Chăm người nhà nằm viện",
)
MINUTES = (
    "Chủ trì tuyên bố lý do, giới thiệu thành phần dự. Chi bộ thông qua chương trình,"
    " cử thư ký.\n{result}\nĐảng viên thảo luận dân chủ, thẳng thắn. Chủ trì kết luận:"
    " {conclusion}\nChi bộ biểu quyết thông qua nghị quyết tháng {month}."
)
RESOLUTION = "Lãnh đạo thực hiện nhiệm vụ tháng {month} năm {year}"
HALL = "Phòng họp của {name}"
