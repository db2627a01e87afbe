/**
 * Everyday words and the phrases people ask with: known in any corpus, because news hold few questions. Our own list (2026-11-23), grouped
 * by use; what stands side by side on a line is counted as a pair.
 */
const lines = `
ai là ai. ai đã. ai có. ai được. ai cho. ai bị. ai sẽ. ai làm. ai vậy. của ai. cho ai. với ai. người nào. những ai. có ai. ai là người. ai nói. ai viết. ai đứng đầu
là gì. cái gì. làm gì. gì vậy. gì không. có gì. điều gì. việc gì. tên gì. tên là gì. gọi là gì. được gọi là gì. có nghĩa là gì. như gì. loại gì. giấy gì. mang gì. cần gì. những gì. bị gì. gì khi. gì để
thế nào. như thế nào. là thế nào. làm thế nào. thế nào là. bằng cách nào. cách nào. nào là. khi nào. lúc nào. ngày nào. năm nào. tháng nào. thời gian nào. hôm nào. giờ nào. nơi nào. chỗ nào. ở nơi nào
nước nào. tỉnh nào. xã nào. huyện nào. thành phố nào. người nào. loại nào. ai nào. cái nào. đơn vị nào. tổ chức nào. cơ quan nào. đội nào. trường nào. thế kỷ nào. thập niên nào. nào đã. nào được. nào có. nào sau đây
những nào. trường hợp nào. luật nào. điều nào. phần nào. từ nào. tên nào. quốc gia nào. khu vực nào. công ty nào. vào năm nào. vào ngày nào. trong năm nào. từ năm nào. đến khi nào. từ khi nào. như nào. nào không. nào thì
ở đâu. đi đâu. từ đâu. đâu là. tại đâu. đến đâu. nằm ở đâu. sống ở đâu. diễn ra ở đâu. đâu vậy. đâu rồi. đâu có. bắt đầu từ đâu. nộp ở đâu. hỏi ở đâu. xem ở đâu. bầu ở đâu. làm ở đâu
bao nhiêu. là bao nhiêu. có bao nhiêu. bao nhiêu người. bao nhiêu năm. bao nhiêu tuổi. bao nhiêu tiền. bao nhiêu phần trăm. bao nhiêu lần. bao nhiêu ngày. bao nhiêu xã. được bao nhiêu. mất bao nhiêu. khoảng bao nhiêu. tổng cộng bao nhiêu
bao lâu. trong bao lâu. mất bao lâu. bao giờ. đến bao giờ. bao xa. cao bao nhiêu. dài bao nhiêu. số bao nhiêu. mấy giờ. mấy người. mấy ngày. ngày mấy. tháng mấy. năm mấy. thứ mấy. số mấy. đơn vị số mấy. mấy tuổi. lúc mấy giờ. từ mấy giờ. đến mấy giờ
tại sao. vì sao. sao lại. sao không. thì sao. làm sao. ra sao. sao vậy. làm sao để. lý do gì. nguyên nhân gì. vì lý do gì. điều gì khiến. điều gì đã
có phải. phải không. đúng không. có được không. được không. được chưa. có không. không có. hay không. hay là. đã có chưa. rồi chưa. có cần. có thể. không thể. có đúng. có bắt buộc. có bị. có được. hay chưa. chưa có. không được. không phải
tôi là. tôi muốn. tôi có. tôi không. tôi được. tôi ở. tôi cần. tôi thuộc. tôi đi. cho tôi. cho tôi hỏi. cho mình hỏi. cho em hỏi. cho hỏi. xin hỏi. xin cho biết. cho biết. làm ơn. xin chào. chào bạn. cảm ơn. xin lỗi. giúp tôi. em muốn hỏi. mình muốn hỏi. cháu muốn hỏi. em ở. nhà tôi. nhà em. mẹ tôi. bố tôi. ông tôi. bà tôi. vợ tôi. chồng tôi. con tôi. chúng tôi. của tôi. mình có. mình ở. em có. cháu có. bạn có. anh có. chị có. anh chị. ông bà. bà con. mọi người. người ta. chúng ta
đã được. đã bị. đã có. đã làm. đã từng. đã trở thành. đã giành. đã sử dụng. sẽ được. sẽ có. đang được. đang làm. vừa được. mới được. được sử dụng. được gọi. được biết. được tạo. được tìm thấy. được coi là. được đặt. được xây dựng. được bầu. được cấp. được phép. được tổ chức. được thành lập. bị phạt. bị mất. bị ốm
trong số. một trong. trong thời gian. trong đó. trong khi. trong năm. trong trận. trong khoảng. vào năm. vào ngày. vào lúc. vào thời điểm. vào cuối. vào đầu. từ năm. từ ngày. đến ngày. đến năm. cho đến. kể từ. sau khi. trước khi. trước ngày. sau ngày. trong ngày. trong tuần
bên cạnh. ngoài ra. theo như. dựa trên. liên quan đến. thuộc về. đối với. cùng với. giống như. khác với. hơn là. lớn nhất. nhỏ nhất. cao nhất. thấp nhất. nhiều nhất. ít nhất. đầu tiên. cuối cùng. lần đầu. tốt nhất. quan trọng nhất. gần nhất. mới nhất. ngày càng. nhiều hơn. ít hơn. cao hơn. thấp hơn
và các. và những. của các. của những. các loại. các nước. một số. một người. một loại. hai người. ba người. thứ nhất. thứ hai. thứ ba. hàng năm. mỗi năm. mỗi người. tất cả. tất cả các. mọi thứ. toàn bộ. cả hai. cái này. điều này. việc này. người này. năm nay. hôm nay. ngày mai. hôm qua. bây giờ. hiện nay. hiện tại. năm ngoái. năm sau. tuần này. tuần sau. tháng này. sáng nay. chiều nay. tối nay
ngày bầu cử. đi bầu. đi bầu cử. bỏ phiếu. cử tri. thẻ cử tri. hòm phiếu. ứng cử. ứng cử viên. đại biểu quốc hội. hội đồng nhân dân. ủy ban nhân dân. danh sách cử tri. đơn vị bầu cử. khu vực bỏ phiếu. phòng bỏ phiếu. điểm bỏ phiếu. tổ bầu cử. căn cước công dân. giấy tờ. thủ tục hành chính. cải cách hành chính. dịch vụ công. trực tuyến. tạm trú. thường trú. hộ khẩu. chủ tịch. phó chủ tịch. bí thư. nghị quyết. quốc hội. chính phủ. tỉnh. huyện. xã phường. thị trấn. thành phố. thôn bản. tổ dân phố. nhà văn hóa. số điện thoại. địa chỉ. đăng ký. kết quả. trúng cử. tỷ lệ. phần trăm. bắt đầu. kết thúc. mở cửa. đóng cửa
ba phẩy năm. phẩy hai. không phẩy. chín mươi chín phẩy. mấy phẩy mấy. tên của. tên là. số lượng. ngày sinh. năm sinh. sinh năm. sinh ra. chết ở. qua đời. lập ra. phát minh ra. khám phá ra. tìm thấy. cho rằng. nói rằng. nghĩ rằng. tin rằng. thấy rằng. dẫn đến. gây ra. trở thành. bao gồm. chứa. xảy ra. diễn ra. thuộc. nằm. giúp. mang theo. hỏi. biết. làm. đi. đến. xem. ăn. nói. gửi. nhận. mua. bán. trả. chọn. viết. đọc. nghe. hiểu. cần. phải. nên. muốn. thích. vẫn. cũng. chỉ. rất. quá. lắm. thì. mà. nhưng. nếu. vì. nên. để. do. bởi. tại. về. với. cho. ra. lên. xuống. lại. nữa. rồi. đây. đó. kia. này. ấy. vậy. thế. à. ạ. nhé. nhỉ. hả. hở. ơi. dạ. vâng. ừ
`;

/** Sentences to count words and pairs from; a full stop keeps neighbours apart. */
export const everydayPhrases: string[] = lines
  .split(/[.\n]/)
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase !== '');
