"""Links that lead inside somebody's network, or anywhere but where they seem to; and harmless ones.

Each inside place is spelt in many ways, because a filter that knows one spelling knows none.
"""

from itertools import product

_INSIDE = (
    *("localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "sub.localhost", "loopback"),
    *("127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.255.255.254", "0", "0.0.0.0", "1"),
    *("2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "017700000001", "0177.0.0.1", "0177.1"),
    *("127.0.0.01", "127.00.0.1", "127.0.0.1%00", "127%2e0.0.1", "%31%32%37.0.0.1", "①②⑦.0.0.1"),
    *("127。0。0。1", "１２７.0.0.1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]"),
    *("[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::169.254.169.254]", "[2002:7f00:1::]"),
    *("[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]"),
    *("[ff02::1]", "[2001:db8::1]", "[::1", "::1", "[v1.x]", "[127.0.0.1]", "[]"),
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.1", "192.168.0.1", "192.168.1.254"),
    *(
        "100.64.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "2852039166",
        "0xa9fea9fe",
        "0251.254.43518",
    ),
    *("198.18.0.1", "192.0.2.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *(
        "metadata.google.internal",
        "instance-data.ec2.internal",
        "kubernetes.default.svc.cluster.local",
    ),
    *("host.docker.internal", "printer.local", "router.lan", "nas.home", "wiki.corp", "x.intranet"),
    *("db", "redis", "lambda.internal", "sandbox.localdomain", "1.0.0.127.in-addr.arpa"),
    *("127.0.0.1.nip.io", "169.254.169.254.sslip.io", "a.localtest.me", "x.lvh.me", "hidden.onion"),
)
_SCHEMES = (
    *(
        "http://shop.tw/a",
        "HTTP://shop.tw/a",
        "ftp://shop.tw/a",
        "file:///etc/passwd",
        "//shop.tw/a",
    ),
    *(
        "file:///proc/self/environ",
        "gopher://shop.tw/_x",
        "dict://shop.tw:11211/",
        "ldap://shop.tw",
    ),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "data:image/png;base64,AA"),
    *(
        "jar:https://shop.tw!/",
        "view-source:https://shop.tw",
        "blob:https://shop.tw/1",
        "about:blank",
    ),
    *("https:shop.tw", "https:/shop.tw", "https:\\\\shop.tw", "https//shop.tw", "shop.tw/a.jpg"),
    *(
        "https://",
        "https:///a",
        "https://?x",
        "https://#x",
        "",
        " ",
        "https",
        "https:",
        "tel:+886912",
    ),
    *("line://nv/x", "intent://x#Intent;end", "sms:+886912", "mailto:a@b.tw", "ws://shop.tw"),
)
_TRICKS = (
    *("https://shop.tw@127.0.0.1/", "https://shop.tw:443@127.0.0.1/", "https://user:pass@shop.tw/"),
    *("https://@shop.tw/", "https://shop.tw%40127.0.0.1/", "https://127.0.0.1#@shop.tw/"),
    *(
        "https://127.0.0.1?@shop.tw/",
        "https://shop.tw\\@127.0.0.1/",
        "https://127.0.0.1\\@shop.tw/",
    ),
    *(
        "https://127.0.0.1\\.shop.tw/",
        "https://shop.tw:22/",
        "https://shop.tw:80/",
        "https://shop.tw:/",
    ),
    *(
        "https://shop.tw:443:80/",
        "https://shop.tw\t/",
        "https://shop.tw\n/",
        "https://shop.tw\r\nX: y",
    ),
    *(
        "https://shop.tw\0/",
        "https://shop.tw /",
        " https://shop.tw/",
        "https://shop.tw/ ",
        "https://s hop.tw",
    ),
    *(
        "https://shop.tw/\r\nHost: 127.0.0.1",
        "https://shop.tw/\u202egpj.exe",
        "https://shop.tw/\u200b",
    ),
    *(
        "https://shоp.tw/",
        "https://shop.tw/茶.jpg",
        "https://shop。tw/",
        "https://shop.tw/%",
        "https://shop.tw/%zz",
    ),
    *(
        "https://shop.tw/<script>",
        'https://shop.tw/"onload="x',
        "https://shop.tw/`id`",
        "https://shop.tw/{x}",
    ),
    *(
        "https://shop.tw/a|b",
        "https://shop.tw/a^b",
        "https://.shop.tw/",
        "https://shop..tw/",
        "https://-a.tw/",
    ),
    *(
        "https://a-.tw/",
        "https://a_b.tw/",
        "https://*.tw/",
        "https://shop.t/",
        "https://shop.tw1/",
        "https://shop.1/",
    ),
    *(
        "https://" + "a" * 64 + ".tw/",
        "https://" + "a." * 130 + "tw/",
        "https://shop.tw/" + "a" * 2_000,
    ),
    *(
        "https://shop.tw/\ud800",
        "https://shop.tw/\x7f",
        "https://shop.tw/\x85",
        "https://xn--/",
        "https://tw/",
    ),
)
PATHS = ("/", "/a.jpg", "/latest/meta-data/iam/security-credentials/", "?x=1", "#x", "")
UNSAFE = (
    *(f"https://{host}{path}" for host, path in product(_INSIDE, PATHS)),
    *(f"http://{host}/" for host in _INSIDE),
    *_SCHEMES,
    *_TRICKS,
)
HARMLESS = (
    *(
        "https://shop.tw",
        "https://shop.tw/",
        "https://www.shop.com.tw/a.jpg",
        "https://a.co/b?c=d#e",
    ),
    *(
        "https://shop.example.com/p/oolong-75g?utm_source=line&x=%E8%8C%B6#top",
        "https://sub.a.b.c.tw/",
    ),
    *(
        "https://cdn.shop.tw/img/a_b-c.d~e.png",
        "https://shop.tw/a@b/(1)!$&'*+,;=:",
        "https://x1.tw/",
    ),
    *(
        "https://xn--fiqs8s.xn--fiqs8s/",
        "https://SHOP.tw/A.JPG",
        "https://8.8.8.8/a.png",
        "https://1.1.1.1",
    ),
    *("https://[2606:4700:4700::1111]/a", "https://s3.ap-northeast-1.amazonaws.com/b/k.jpg"),
    *("https://scontent.xx.fbcdn.net/v/t1.0/a_n.jpg?_nc_cat=1&oh=0&oe=1", "https://lin.ee/AbC12"),
    *("https://m.me/shop?ref=x", "https://line.me/R/ti/p/@shop", "https://maps.app.goo.gl/AbCdEf"),
    *(
        "https://goo.gl/maps/x",
        "https://www.facebook.com/shop/",
        "https://instagram.com/p/x/?igshid=1",
    ),
    *(
        "https://shop.tw/a/../b",
        "https://shop.tw//a",
        "https://shop.tw/?q=",
        "https://shop.tw/#/cart",
    ),
    *("https://shop.tw/%2e%2e/x", "https://shop.tw/a%20b", "https://shop.tw/?u=http://127.0.0.1/"),
    *("https://shop.tw/localhost", "https://localhost.shop.tw/", "https://127.0.0.1.shop.tw/"),
    *(
        "https://local.tw/",
        "https://internal.com/",
        "https://home.pl/",
        "https://a-b-c.d-e.tw/",
        "https://t.co/x",
    ),
    *(
        "https://10.shop.tw/",
        "https://shop.travel/",
        "https://shop.taipei/",
        "https://shop.museum/",
    ),
    *(
        "https://shop.tw/" + "a" * 1_900,
        "https://" + "a" * 63 + ".tw/",
        "https://shop.tw/[x]",
        "https://9.9.9.9/x",
    ),
)
