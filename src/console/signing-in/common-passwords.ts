/** Passwords, and words passwords are made of, that people choose most in the world and in Vietnam; lower case, marks taken off the Vietnamese ones. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `000000000000 01234567890 012345678910 0987654321 111111111111 111222333444 112233445566 121212121212 123123123123
    123456789012 1234567890123 12345678901234 1234567890abc 1234567890qwe 123456789123 123456789abc 123qwe!@#asd
    123qwe123qwe 123qweasdzxc 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv
    1qazxsw23edc 987654321012 987654321098 999999999999 a12345678901 a123456789012 aa1234567890 aaaaaaaaaaaa abc123456789
    abcabcabcabc abcd12345678 abcdef123456 abcdefgh1234 abcdefghijkl admin admin1234567 admin12345678 admin@123456
    admin@12345678 adminadmin123 adminadminadmin administrator administrator1 administrator123 anhyeuem anhyeuem1234
    anhyeuem12345 anhyeuemnhieu asdasdasdasd asdfghjkl asdfghjkl123 asdfghjkl1234 asdfghjklqwe bacho19051890 barcelona123
    baseball1234 baucu baucu2026baucu bauculaocai bauculaocai2026 baucuquochoi bimat bimat1234567 bimatkhongnoi canbo
    canbo1234567 canbo12345678 changeme changeme1234 changemeplease chelsea12345 computer computer1234 correcthorse
    correcthorsebatterystaple cutri cutri123456 cutri12345678 dragon dragon123456 emyeuanh emyeuanh1234 emyeuanhnhieu
    emyeuvietnam facebook facebook1234 facebook12345 football football1234 footballfootball giadinh giadinhlatatca
    giadinhtoi123 google google123456 hanoi hanoi1234567 hanoi123456789 hanoimuathu hello hochiminh hochiminh1945
    hoidongbaucu ilovemyfamily iloveyou iloveyou1234 iloveyou12345 iloveyouforever iloveyousomuch internet internet1234
    iuanhnhieulam jennifer1234 juventus1234 khongbiet123 khongbiet1234 khongcomatkhau khongcomatkhau123 laocai laocai123456
    laocai12345678 letmein letmein12345 liverpool123 login loveyou123456 maimaiyeuem123 manchester123 master master123456
    matkhau matkhau12345 matkhau123456 matkhau1234567 matkhaucuatoi matkhaulagi matkhaumatkhau matkhaumoi123 michael12345
    monkey monkey123456 motngaydep123 mypassword123 nguyenvana123 nguyenvanan123 p@ssw0rd1234 p@ssword1234 passw0rd
    passw0rd1234 password password123! password1234 password12345 password123456 password2023 password2024 password2025
    password2026 passwordpassword passwords princess1234 q1w2e3r4t5y6 qazwsxedc123 qazwsxedcrfv quenmatkhau123 quochoi
    qweasdzxc123 qweqweqweqwe qwerty qwerty123456 qwerty1234567 qwerty123qwerty qwertyasdfgh qwertyqwerty qwertyuiop
    qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopas realmadrid123 rootrootroot saigon saigon123456 samsung
    samsung12345 sapa sapalaocai123 secret sunshine1234 superadmin123 superman superman1234 supermansuperman telegram
    thanhcong123 toiyeuvietnam toiyeuvietnam1 trustno1trustno1 trustnoone123 tuiyeuvietnam ubnd ubnd12345678 ubndlaocai
    ubndlaocai123 ubndtinh ubndtinhlaocai ubndxa uybanbaucu uybanbaucu123 vietnam vietnam12345 vietnam123456 vietnam2024
    vietnam2025 vietnam2026 vietnamvodich vietnamvodich1 welcome welcome12345 welcome123456 xinchao xinchao12345
    xinchao123456 yenbai yenbai123456 yeuem1234567 zalo zaq12wsxcde3 zaq1xsw2cde3 zxcvbnm zxcvbnm12345 zxcvbnm123456
    zxcvbnmasdfghjkl`.split(/\s+/u),
);
