"""The choices that stories, steps, units and the front page are made of."""

from django.db import models


class StoryKind(models.TextChoices):
    NEWS = "tin", "Tin"
    FEATURE = "bai", "Bài"
    NOTICE = "thong-bao", "Thông báo"
    PHOTO = "anh", "Ảnh"
    REPUBLISHED = "dan-nguon", "Dẫn nguồn"


class ArticleState(models.TextChoices):
    """The workflow only; what readers see is derived from editions."""

    DRAFT = "nhap", "Bản nháp"
    SUBMITTED = "cho-duyet", "Chờ duyệt"
    RETURNED = "tra-lai", "Trả lại"


class Standing(models.TextChoices):
    """Where a story stands on the site; derived, never stored."""

    NONE = "chua-dang", "Chưa đăng"
    SCHEDULED = "hen-gio", "Hẹn giờ"
    LIVE = "da-dang", "Đã đăng"
    CHANGED = "co-sua", "Đã đăng, có sửa chưa đăng"
    EXPIRED = "het-han", "Đã hết hạn"
    WITHDRAWN = "da-go", "Đã gỡ"


class StepKind(models.TextChoices):
    SAVE = "luu", "Lưu"
    SUBMIT = "gui-duyet", "Gửi duyệt"
    SEND_BACK = "tra-lai", "Trả lại"
    PUBLISH = "dang", "Đăng"
    SCHEDULE = "hen-gio", "Hẹn giờ"
    CANCEL = "huy-hen", "Hủy hẹn giờ"
    MOVE = "doi-gio", "Đổi giờ hẹn"
    EXPIRE = "han-hien-thi", "Đặt hạn hiển thị"
    WITHDRAW = "go", "Gỡ"
    RESTORE = "khoi-phuc", "Khôi phục"
    RECALL = "rut-ve", "Rút về"
    WAIVE = "bo-qua", "Bỏ qua việc phải làm"
    UNWAIVE = "thoi-bo-qua", "Thôi bỏ qua việc phải làm"
    LINK = "tao-lien-ket", "Tạo liên kết xem trước"
    UNLINK = "thu-hoi", "Thu hồi liên kết xem trước"
    CORRECT = "dinh-chinh", "Đính chính"


class AuditKind(models.TextChoices):
    """What stands in the log of the whole portal."""

    LOGIN = "dang-nhap", "Đăng nhập"
    LOGIN_FAILED = "nhap-sai", "Đăng nhập không thành"
    LOGOUT = "dang-xuat", "Đăng xuất"
    ACCOUNT = "tai-khoan", "Tài khoản và nhóm"
    PASSWORD = "mat-khau", "Đổi mật khẩu"
    PUBLISH = "dang", "Đăng, hẹn giờ"
    WITHDRAW = "go", "Gỡ bài, đặt hạn hiển thị"
    WAIVE = "bo-qua", "Bỏ qua việc phải làm"
    PHOTO = "go-anh", "Gỡ, trả lại ảnh"
    DELETE = "xoa", "Xóa"
    EXPORT = "xuat", "Tải dữ liệu về"
    IMPORT = "nhap", "Nhập gói tin"
    ARRANGE = "trang-chu", "Sắp xếp trang chủ"
    LINK = "lien-ket", "Liên kết xem trước"


class UnitKind(models.TextChoices):
    AGENCY = "chi-cuc", "Chi cục"
    DEPARTMENT = "phong", "Phòng"
    TEAM = "doi", "Đội"
    PARTY = "dang", "Tổ chức Đảng"
    UNION = "doan-the", "Đoàn thể"
    OTHER = "khac", "Khác"


class SlotPlace(models.TextChoices):
    LEAD = "chinh", "Tin chính"
    HIGHLIGHT = "noi-bat", "Tin nổi bật"
