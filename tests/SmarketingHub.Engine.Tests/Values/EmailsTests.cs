using CsCheck;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Values;

public class EmailsTests
{
    [Theory]
    [InlineData("ana@x.com")]
    [InlineData("mailto:ana@x.com")]
    [InlineData("MAILTO:Ana@X.com?subject=Hello%20there")]
    [InlineData("mailto:ana%40x.com")]
    [InlineData("<ana@x.com>")]
    [InlineData("Ana <ana@x.com>")]
    [InlineData("\"Kowal, Ana\" <Ana@x.com>;")]
    [InlineData("Ana <mailto:ana@x.com>")]
    [InlineData("ana@x.com,")]
    [InlineData("ana@x.com.")]
    [InlineData("ana@x.com;")]
    [InlineData("(ana@x.com)")]
    [InlineData("'ana@x.com'")]
    [InlineData("“ana@x.com”")]
    [InlineData("\u200bana@x.com")]
    [InlineData("ana@x.com\ufeff")]
    [InlineData("an\u00ada@x\u2060.com")]
    [InlineData("ana\u200c@\u200dx.com")]
    [InlineData("\u00a0ana@x.com\u202f")]
    [InlineData("\u202aana@x.com\u202c")]
    [InlineData("ana＠x．com")]
    [InlineData("\tana@x.com\r\n")]
    [InlineData("ana@x.com\ufe0f")]
    [InlineData("an\u034fa@x.com")]
    [InlineData("ana\u180b@x\ufe00.com")]
    [InlineData("ana\u115f@x\u3164.com")]
    [InlineData("ana@x.com\U000e0100")]
    [InlineData("ana@x.com <Ana@x.com>")]
    [InlineData("Ana @ Nord <ana@x.com>")]
    [InlineData("@ana <ana@x.com>")]
    public void One_address_whatever_stands_around_it(string text)
    {
        Emails.Key(text).ShouldBe("ana@x.com");
        Emails.Clean(text)!.ToLowerInvariant().ShouldBe("ana@x.com");
    }

    [Theory]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@BÜCHER.example", "info@xn--bcher-kva.example")]
    [InlineData("info@xn--bcher-kva.example", "info@xn--bcher-kva.example")]
    [InlineData("info@bu\u0308cher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@bu\u034f\u0308cher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@bu\u200d\u0308cher.example", "info@xn--bcher-kva.example")]
    [InlineData("иван@почта.рф", "иван@xn--80a1acny.xn--p1ai")]
    [InlineData("иван@xn--80a1acny.xn--p1ai", "иван@xn--80a1acny.xn--p1ai")]
    public void Both_forms_of_an_international_domain_are_one(string text, string key) => Emails.Key(text).ShouldBe(key);

    [Theory]
    [InlineData("ana")]
    [InlineData("ana@")]
    [InlineData("@x.com")]
    [InlineData("ana@x")]
    [InlineData("ana@.com")]
    [InlineData("ana@x..com")]
    [InlineData("ana x@x.com")]
    [InlineData("ana@x.com, bo@x.com")]
    [InlineData("ana@x@x.com")]
    [InlineData("Ana <ana@x.com>, Bob <bob@x.com>")]
    [InlineData("Ana <ana@x.com>; bob@x.com")]
    [InlineData("bob@x.com, Ana <ana@x.com>")]
    [InlineData("bob@x.com <ana@x.com>")]
    [InlineData("<ana@x.com><bob@x.com>")]
    [InlineData("mailto:ana@x.com,bob@x.com")]
    [InlineData("ana@x!.com")]
    [InlineData("<>")]
    [InlineData("mailto:")]
    public void What_is_no_address_is_none(string text) => Emails.Key(text).ShouldBeNull();

    // As an attribute's argument it would not arrive.
    [Fact]
    public void Half_a_character_is_in_no_address() => Emails.Key("a\ud83d@x.com").ShouldBeNull();

    [Fact]
    public void What_is_written_around_it_never_changes_the_key()
    {
        var around = OneOf(",", ".", ";", " ", "\u200b", "\ufeff", "\u00ad", "\u200d", "\u2060", "\u00a0", "\"", ">").Array[0, 4]
            .Select(string.Concat);
        var before = OneOf("", "mailto:", "<", "Ana <", "\u200b", " ", "\u202a", "Ana Kowal <mailto:");
        Gen.Select(before, Gen.Char.AlphaNumeric.Array[1, 8], around).Sample((left, letters, right) =>
        {
            var address = new string(letters) + "@some.example";
            Emails.Key(left + address + right).ShouldBe(address.ToLowerInvariant());
        });
    }

    [Fact]
    public void Its_own_key_is_its_key() =>
        Gen.OneOf(Gen.String, Gen.String.Select(text => text + "@x.com"), Gen.String.Select(text => "a@" + text + ".com")).Sample(text =>
        {
            if (Emails.Key(text) is { } key)
                (Emails.Key(key), Emails.Key(Emails.Clean(text)), Emails.Key(key)!.Split('@').Length).ShouldBe((key, key, 2));
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
