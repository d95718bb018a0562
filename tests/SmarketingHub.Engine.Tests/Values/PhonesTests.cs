using CsCheck;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Values;

public class PhonesTests
{
    [Theory]
    [InlineData("+44 20 7946 0018", null)]
    [InlineData("0044 20 7946 0018", null)]
    [InlineData("0044 20 7946 0018", "US")]
    [InlineData("011 44 20 7946 0018", "US")]
    [InlineData("+44 (0)20 7946 0018", null)]
    [InlineData("0044 (0) 20 7946 0018", "DE")]
    [InlineData("020 7946 0018", "GB")]
    [InlineData("020 7946 0018", "UK")]
    [InlineData("(020) 7946-0018", "GB")]
    [InlineData("(+44) 20.7946.0018", "PL")]
    [InlineData("44 20 7946 0018", "GB")]
    [InlineData("tel:+44-20-7946-0018", null)]
    [InlineData("tel:+44-20-7946-0018;ext=12", null)]
    [InlineData("TEL.: +44 20 7946 0018", null)]
    [InlineData("office: +44 20 7946 0018", null)]
    [InlineData("+44 20 7946 0018 (office)", null)]
    [InlineData("+44 20 7946 0018 office hours only", null)]
    [InlineData("+44 20 7946 0018 wew. 12", null)]
    [InlineData("+44 20 7946 0018 ext. 12", null)]
    [InlineData("+44 20 7946 0018ext12", null)]
    [InlineData("+44 20 7946 0018, ext 12", null)]
    [InlineData("+44 20 7946 0018 #12", null)]
    [InlineData("+44 20 7946 0018x12", null)]
    [InlineData("+44 20 7946 0018 доб. 12", null)]
    [InlineData("020 7946 0018 доб. 12", "GB")]
    [InlineData("+44 20 7946 0018 / +44 20 7946 0019", null)]
    [InlineData("+44 20 7946 0018; +44 20 7946 0019", null)]
    [InlineData("+44 20 7946 0018 +44 20 7946 0019", null)]
    [InlineData("+44 20 7946 0018 / 19", null)]
    [InlineData("020 7946 0018 / 0019", "GB")]
    [InlineData("+44 20 7946 0018-office", null)]
    [InlineData("+44 20 7946 0018-ext 12", null)]
    [InlineData("+44 20 7946 0018-x12", null)]
    [InlineData("+44 20 7946 0018 - OFFICE", null)]
    [InlineData("+44 20 7946 0018 FAX", null)]
    [InlineData("020 7946 0018-ext 12", "GB")]
    [InlineData("+44 20 7946\ufe0f 0018\u034f", null)]
    [InlineData("room 5, +44 20 7946 0018", null)]
    [InlineData("\u202d+44 20 7946 0018\u202c", null)]
    [InlineData("\u2066+44 20 7946 0018\u2069", null)]
    [InlineData("+44\u00a020\u20077946\u202f0018", null)]
    [InlineData("+44\u201120\u20127946\u20130018", null)]
    [InlineData("+44\u201420\u20157946\u22120018", null)]
    [InlineData("+44\u200b20\u2060 7946\ufeff0018\u00ad", null)]
    [InlineData("＋４４ ２０ ７９４６ ００１８", null)]
    [InlineData("+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨", null)]
    [InlineData("+۴۴ ۲۰ ۷۹۴۶ ۰۰۱۸", null)]
    [InlineData("\t+44 20 7946 0018\r\n", null)]
    public void One_number_in_each_of_its_spellings(string phone, string? country) => Phones.Key(phone, country).ShouldBe("+442079460018");

    [Theory]
    [InlineData("0 22 123 45 67", "PL", "+48221234567")]
    [InlineData("+48 (0)22 123 45 67", null, "+48221234567")]
    [InlineData("+48 022 123 45 67", null, "+48221234567")]
    [InlineData("22 123 45 67 / 68", "PL", "+48221234567")]
    [InlineData("22 123 45 67/68", "PL", "+48221234567")]
    [InlineData("030/901820", "DE", "+4930901820")]
    [InlineData("1 800 356 9377 FLOWERS", "US", "+18003569377")]
    [InlineData("1-800-555-CARS (1-800-555-2277)", "US", "+18005552277")]
    [InlineData("22 123 45 67 wew. 12", "PL", "+48221234567")]
    [InlineData("06 698 1234", "IT", "+39066981234")]
    [InlineData("+39 (0)6 698 1234", null, "+39066981234")]
    [InlineData("8 (495) 123-45-67", "RU", "+74951234567")]
    [InlineData("+375 (8) 17 123 45 67", null, "+375171234567")]
    [InlineData("+36 (06) 1 234 5678", null, "+3612345678")]
    [InlineData("(212) 555-0123 x4", "US", "+12125550123")]
    [InlineData("+1 (212) 555-0123", "PL", "+12125550123")]
    public void Each_country_in_its_own_way(string phone, string? country, string key) => Phones.Key(phone, country).ShouldBe(key);

    [Theory]
    [InlineData("22 123 45 67", null, "221234567")]
    [InlineData("(22) 123-45-67 (office)", null, "221234567")]
    [InlineData("555-0100", "US", "5550100")]
    [InlineData("+999 123 456", null, "+999123456")]
    [InlineData("22 123 45 67 / 68", null, "221234567")]
    [InlineData("5551234 / 5551235", null, "5551234")]
    [InlineData("030/901820", null, "030901820")]
    [InlineData("555-123-4567-x12", null, "5551234567")]
    [InlineData("555-123-4567-ext. 12", null, "5551234567")]
    [InlineData("22 123 45 67-office", null, "221234567")]
    [InlineData("22 123 45 67 OFFICE", null, "221234567")]
    public void A_number_of_no_known_country_is_its_digits(string phone, string? country, string key) =>
        Phones.Key(phone, country).ShouldBe(key);

    [Theory]
    [InlineData("call me after 5")]
    [InlineData("ask for Ana, room 12345")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("1-800-555-CARS")]
    [InlineData("1 800 555 CARS")]
    [InlineData("1 800 555 cars")]
    [InlineData("+1 800 555 CARS")]
    [InlineData("(212) 555 CARS")]
    [InlineData("1234567")]
    [InlineData("123456789")]
    [InlineData("0123456789")]
    [InlineData("(123) 456-7890")]
    [InlineData("9876543210")]
    [InlineData("123 123 123")]
    [InlineData("1234 1234")]
    [InlineData("0111 111 111")]
    [InlineData("+1 111 111 1111")]
    [InlineData("+1 123 456 7890")]
    [InlineData("+48 123 456 789")]
    [InlineData("+48 111 111 111")]
    [InlineData("0048 000 000 000")]
    [InlineData("+1 (234) 567-8901")]
    [InlineData("+45 12 34 56 78")]
    [InlineData("12345")]
    [InlineData("12345678901234567890")]
    [InlineData("4.42079E+11")]
    [InlineData("4,42079e+11")]
    [InlineData("000 000 000")]
    [InlineData("1111111")]
    [InlineData("@ana")]
    [InlineData("\ud83d\ude00")]
    [InlineData("+")]
    [InlineData("")]
    public void Where_no_number_can_be_seen_there_is_no_key(string phone)
    {
        Phones.Key(phone, null).ShouldBeNull();
        Phones.Key(phone, "US").ShouldBeNull();
    }

    [Theory]
    [InlineData("N/A"), InlineData("n/a"), InlineData("-"), InlineData(" – "), InlineData("none"), InlineData("brak"), InlineData(
        "n/d"), InlineData("#N/A"), InlineData("нет"), InlineData("\u200b")]
    public void What_says_that_there_is_no_phone_is_none(string phone) => Phones.IsNothing(phone).ShouldBeTrue();

    [Theory]
    [InlineData("call me"), InlineData("+48 22 123 45 67"), InlineData("none of your business")]
    public void Anything_else_is_something(string phone) => Phones.IsNothing(phone).ShouldBeFalse();

    private static readonly Gen<string> Separator = OneOf(" ", "", "-", ".", "\u00a0", "\u2011", "\u2013", "\u202f", "\u2212", " - ", "/");
    private static readonly Gen<string> Before = OneOf("", " ", "tel:", "Tel. ", "\u202d", "\u2066", "mobile: ", "(");
    private static readonly Gen<string> Behind = OneOf("", " ", " ext. 12", "#12", " x12", " wew. 12", " доб. 7", " (office)", " int. 4",
        "\u202c", ",", ";", " mobile", " Durchwahl 3");

    private static readonly (string Country, string Code, string Trunk, string[] Groups)[] Numbers =
    [
        ("GB", "44", "0", ["20", "7946", "0018"]), ("PL", "48", "", ["22", "123", "45", "67"]), ("DE", "49", "0", ["30", "901820"]),
        ("FR", "33", "0", ["1", "42", "68", "53", "00"]),
        ("US", "1", "", ["212", "555", "0123"]), ("RU", "7", "8", ["495", "123", "45", "67"]), ("ES", "34", "", ["912", "34", "56", "78"]),
        ("IT", "39", "", ["06", "698", "1234"]), ("BR", "55", "0", ["11", "2345", "6789"]),
    ];

    [Fact]
    public void However_it_is_spelled_its_key_is_one() =>
        Gen.Select(OneOf(Numbers), OneOf("+", "00", ""), Separator.Array[6], Before, Behind, Gen.Int[0, 2])
            .Sample((number, prefix, separators, before, behind, digits) =>
            {
                var groups = number.Groups.Select((group, at) => group + (at == number.Groups.Length - 1 ? "" : separators[at]));
                var written = (prefix == "" ? number.Trunk : prefix + number.Code + separators[5]) + string.Concat(groups);
                written = digits == 0
                    ? written
                    : string.Concat(written.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + (digits == 1 ? '\u0660' : '\uff10')) : c));
                Phones.Key(before + written + behind, number.Country).ShouldBe($"+{number.Code}{string.Concat(number.Groups)}");
            });

    [Fact]
    public void No_text_breaks_it() => Gen.Select(Gen.String, OneOf(null, "PL", "US", "XX", "")).Sample((text, country) =>
    {
        var key = Phones.Key(text, country);
        if (key is not null)
            key.ShouldMatch(@"^\+?\d{6,15}$");
    });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
