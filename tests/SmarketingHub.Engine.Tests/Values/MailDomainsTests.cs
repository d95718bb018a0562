using CsCheck;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Values;

public class MailDomainsTests
{
    private static readonly string[] Providers =
    [
        "hotmail",
        "windowslive",
        "msn",
        "yahoo",
        "ymail",
        "gmail",
        "googlemail",
        "gmx",
        "aol",
        "yandex",
        "icloud",
        "protonmail",
        "tutanota",
        "t-online",
    ];
    private static readonly string[] Endings =
    [
        "com",
        "net",
        "co.uk",
        "com.br",
        "com.au",
        "co.jp",
        "com.tr",
        "co.za",
        "ne.jp",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "pl",
        "ru",
        "at",
        "ch",
        "se",
        "be",
    ];

    [Theory]
    [InlineData("hotmail.co.uk"), InlineData("yahoo.com.br"), InlineData("live.nl"), InlineData("outlook.fr"), InlineData(
        "gmx.at"), InlineData("yahoo.co.jp"), InlineData("msn.com")]
    [InlineData("t-online.de"), InlineData("btinternet.com"), InlineData("comcast.net"), InlineData("seznam.cz"), InlineData(
        "ukr.net"), InlineData("qq.com"), InlineData("163.com")]
    [InlineData("naver.com"), InlineData("rambler.ru"), InlineData("inbox.lv"), InlineData("abv.bg"), InlineData("freemail.hu"), InlineData(
        "sapo.pt"), InlineData("uol.com.br"), InlineData("wp.pl")]
    [InlineData("att.net"), InlineData("verizon.net"), InlineData("shaw.ca"), InlineData("sympatico.ca"), InlineData(
        "bigpond.com"), InlineData("xtra.co.nz"), InlineData("rediffmail.com")]
    [InlineData("orange.fr"), InlineData("free.fr"), InlineData("laposte.net"), InlineData("libero.it"), InlineData("tin.it"), InlineData(
        "bluewin.ch"), InlineData("telenet.be"), InlineData("ziggo.nl")]
    [InlineData("hanmail.net"), InlineData("docomo.ne.jp"), InlineData("centrum.cz"), InlineData("zoznam.sk"), InlineData(
        "siol.net"), InlineData("otenet.gr"), InlineData("talktalk.net"), InlineData("hey.com")]
    [InlineData("tuta.io"), InlineData("fastmail.com"), InlineData("mailbox.org"), InlineData("duck.com"), InlineData(
        "privaterelay.appleid.com")]
    [InlineData("mailinator.com"), InlineData("yopmail.com"), InlineData("guerrillamail.com"), InlineData("10minutemail.com"), InlineData(
        "sharklasers.com")]
    [InlineData("live.com"), InlineData("live.co.uk"), InlineData("live.com.pt"), InlineData("outlook.com"), InlineData(
        "outlook.com.br"), InlineData("outlook.co.th"), InlineData("proton.me"), InlineData("pm.me")]
    [InlineData("terra.com.br"), InlineData("terra.es"), InlineData("excite.it"), InlineData("voila.fr"), InlineData(
        "passport.com"), InlineData("aim.com")]
    [InlineData("chello.pl"), InlineData("tele2.se"), InlineData("tiscali.co.uk"), InlineData("onet.pl"), InlineData(
        "tuta.com"), InlineData("zoho.eu")]
    [InlineData("vip.163.com"), InlineData("mail.t-online.de"), InlineData("x.y.hotmail.co.uk")]
    public void Anybody_can_have_an_address_there(string domain) => MailDomains.BuiltIn.IsAnybodys(domain).ShouldBeTrue();

    [Theory]
    [InlineData("nordwind.example"), InlineData("siemens.com"), InlineData("bbc.co.uk"), InlineData("ox.ac.uk"), InlineData(
        "microsoft.com"), InlineData("google.com"), InlineData("apple.com")]
    [InlineData("hotmail.quaytools.com"), InlineData("nothotmail.com"), InlineData("co.uk"), InlineData("com"), InlineData(
        "yahoo.quay.tools"), InlineData("quay-tools.de")]
    [InlineData("terra.ai"), InlineData("terra.de"), InlineData("live.io"), InlineData("live.tv"), InlineData("proton.ai"), InlineData(
        "outlook.ai"), InlineData("passport.io"), InlineData("mailbox.io")]
    [InlineData("excite.co"), InlineData("voila.ai"), InlineData("aim.de"), InlineData("aim.org"), InlineData("libero.ai"), InlineData(
        "rambler.co.nz"), InlineData("onet.de"), InlineData("uol.de"), InlineData("tele2.com"), InlineData("tuta.ai")]
    public void A_companys_own_says_where_somebody_works(string domain) => MailDomains.BuiltIn.IsAnybodys(domain).ShouldBeFalse();

    [Fact]
    public void A_provider_has_it_in_every_country_and_below() =>
        Gen.Select(Gen.Int[0, Providers.Length - 1], Gen.Int[0, Endings.Length - 1], Gen.Bool).Sample((provider, ending, below) =>
            MailDomains.BuiltIn.IsAnybodys((below ? "mail." : "") + Providers[provider] + "." + Endings[ending]).ShouldBeTrue());

    [Fact]
    public void Every_domain_of_the_list_is_found_in_it()
    {
        using var list = new StreamReader(typeof(MailDomains).Assembly.GetManifestResourceStream("mail-domains.txt")!);
        var all = list.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        all.Count.ShouldBeGreaterThan(50_000);
        all.Where(domain => !MailDomains.BuiltIn.IsAnybodys(domain)).ShouldBeEmpty();
        all.Where(domain => Emails.DomainOf("a@" + domain) is not null && MailDomains.Plain(domain) != domain).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("regional.example"), InlineData("@Regional.example"), InlineData("somebody@regional.example")]
    public void An_installation_adds_its_own(string own)
    {
        var domains = new MailDomains([own], []);
        domains.IsAnybodys("regional.example").ShouldBeTrue();
        domains.IsAnybodys("mail.regional.example").ShouldBeTrue();
        domains.IsAnybodys("other.example").ShouldBeFalse();
        domains.IsAnybodys("hotmail.com").ShouldBeTrue();
        MailDomains.Plain("no domain").ShouldBeNull();
    }

    [Theory]
    [InlineData("hotmail.de", "hotmail.de", false), InlineData("hotmail.de", "people.hotmail.de", false), InlineData("@Hotmail.de",
        "hotmail.de", false)]
    [InlineData("hotmail.de", "hotmail.com", true), InlineData("sales.hotmail.de", "hotmail.de", true), InlineData("sales.hotmail.de",
        "sales.hotmail.de", false)]
    [InlineData("regional.example", "regional.example", false), InlineData("regional.example", "students.regional.example", true)]
    public void An_installation_says_which_is_a_companys_whatever_the_lists_say(string company, string domain, bool isAnybodys) =>
        new MailDomains(["regional.example", "students.regional.example"], [company]).IsAnybodys(domain).ShouldBe(isAnybodys);
}
