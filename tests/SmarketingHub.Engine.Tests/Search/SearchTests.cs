using CsCheck;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Search;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Search;

/// <summary>What is found, in memory and by the rows: always the same.</summary>
public sealed class SearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Łucja", "łucja")]
    [InlineData("Łucja", "lucja")]
    [InlineData("łucja", "ŁUCJA")]
    [InlineData("Müller", "MÜLLER")]
    [InlineData("Müller", "muller")]
    [InlineData("Müller", "mueller")]
    [InlineData("Mueller", "Müller")]
    [InlineData("MÜLLER", "müll")]
    [InlineData("Jørgensen", "jorgensen")]
    [InlineData("Jørgensen", "Joergensen")]
    [InlineData("Åse", "ase")]
    [InlineData("Æther", "aether")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Strasse", "straße")]
    [InlineData("Иван", "иван")]
    [InlineData("Иван", "ИВАН")]
    [InlineData("Иван", "ivan")]
    [InlineData("Наталья", "наталья")]
    [InlineData("Семёнов", "семенов")]
    [InlineData("Ґалаґан", "ґалаґан")]
    [InlineData("Ελένη", "ΕΛΕΝΗ")]
    [InlineData("Ελένη", "ελενη")]
    [InlineData("İpek", "ipek")]
    [InlineData("Işık", "isik")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("José", "JOSE\u0301")]
    [InlineData("王秀英", "王")]
    [InlineData("さくら", "さく")]
    [InlineData("محمد", "محمد")]
    [InlineData("O'Brien", "o’brien")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O´Brien", "o'brien")]
    [InlineData("Anna-Maria", "anna maria")]
    [InlineData("Anna Maria", "anna-maria")]
    [InlineData("Anna-Maria", "annamaria")]
    [InlineData("Anna-Maria", "\"anna-maria\"")]
    [InlineData("Ｗｉｄｅ", "wide")]
    [InlineData("Zero\u200Bwidth", "zerowidth")]
    [InlineData("100%", "%")]
    [InlineData("a_b", "a_b")]
    [InlineData("C:\\temp", "c:\\temp")]
    [InlineData("?!", "?!")]
    public void A_name_is_found_however_it_is_typed(string name, string typed) =>
        Found(new() { FirstName = name, LastName = "Zzz" }, null, typed).ShouldBeTrue();

    [Theory]
    [InlineData("Łucja", "kucja")]
    [InlineData("Иван", "петр")]
    [InlineData("Ana", "%")]
    [InlineData("Ana", "_")]
    [InlineData("Ana", "\\")]
    [InlineData("王", "汪")]
    [InlineData("Anna Maria", "anna peter")]
    public void Another_name_is_not(string name, string typed) =>
        Found(new() { FirstName = name, LastName = "Zzz" }, null, typed).ShouldBeFalse();

    [Theory]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    [InlineData("020 7946 0018", "+442079460018")]
    [InlineData("020 7946 0018", "02079460018")]
    [InlineData("+44 (0)20 7946 0018", "+442079460018")]
    public void A_phone_is_found_in_any_spelling(string phone, string key)
    {
        string[] spellings =
        [
            "+44 20 7946 0018", "020 7946 0018", "442079460018", "+442079460018", "0044 20 7946 0018", "00442079460018",
            "+44 (0)20 7946 0018", "(020) 7946-0018", "020.7946.0018",
            "tel:+442079460018", "9460018", "946 0018", "+44\u00A020\u00A07946\u00A00018", "+44\u201120\u20117946\u20110018", "20 7946",
            "020 794", "\u202D+44 20 7946 0018\u202C", "0018",
        ];
        // Where no country was known, none can be searched for without the plus.
        foreach (var typed in key.StartsWith('+') ? spellings : spellings.Where(s => s != "442079460018"))
            Found(new() { FirstName = "Ana", Phone = phone, PhoneKey = key }, null, typed).ShouldBeTrue(typed);
        foreach (var other in (string[])["+44 20 7946 0019", "020 7946 0017", "+1 207 946 0018 99", "9460019"])
            Found(new() { FirstName = "Ana", Phone = phone, PhoneKey = key }, null, other).ShouldBeFalse(other);
    }

    [Theory]
    [InlineData("+44 20 7946 0018 ext. 12")]
    [InlineData("+44 20 7946 0018 (office)")]
    [InlineData("+44 20 7946 0018-office")]
    [InlineData("020 7946 0018ext12")]
    [InlineData("tel:+44-20-7946-0018;ext=12")]
    [InlineData("+48 22 123 45 67 or +44 (0)20 7946 0018")]
    [InlineData("22 123 45 67 / 68")]
    [InlineData("+44 20 7946 0018 wew. 0012")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("call me, after 5")]
    public void A_phone_is_found_by_what_is_shown(string phone)
    {
        foreach (var country in (string?[])[null, "GB"])
            Found(new() { FirstName = "Ana", Phone = phone, PhoneKey = Phones.Key(phone, country) }, null, phone).ShouldBeTrue(phone);
    }

    [Fact]
    public void Any_phone_is_found_by_its_own_text()
    {
        string[] pieces =
        [
            "+44 20 7946 0018",
            "0048 (22) 123-45-67",
            "12",
            "ext.",
            "(office)",
            "/",
            "+1",
            "00",
            "(0)",
            "wew",
            "7",
            "0018-x",
            ",",
            "#5",
            "tel:",
            "+48 022 123 45 67",
        ];
        Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]).Array[1, 5].Sample(some =>
        {
            var phone = string.Join(' ', some);
            if (SearchQuery.Of(phone) is { } query)
                query.IsIn(SearchText.Of(new Contact { FirstName = "Ana", Phone = phone, PhoneKey = Phones.Key(phone, null) }))
                    .ShouldBeTrue(phone);
        });
    }

    [Theory]
    [InlineData("acme müller")]
    [InlineData("müller acme")]
    [InlineData("muell GmbH anna")]
    [InlineData("anna.m@")]
    [InlineData("ANNA.M@EXAMPLE.COM")]
    [InlineData("<anna.m@example.com>,")]
    [InlineData("mailto:anna.m@example.com")]
    [InlineData("example.com")]
    [InlineData("anna.m")]
    [InlineData("head sales")]
    [InlineData("tmobile")]
    [InlineData("t-mobile")]
    [InlineData("müller +44 20 7946 0018 acme")]
    [InlineData("24 acme")]
    public void Words_are_found_in_any_order_in_person_and_company(string typed) => Found(
        new()
        {
            FirstName = "Anna",
            LastName = "Müller",
            Email = "anna.m@example.com",
            Title = "Head of Sales",
            Phone = "020 7946 0018",
            PhoneKey = "+442079460018",
        },
        "Acme T-Mobile GmbH & Co. 24", typed).ShouldBeTrue();

    [Theory]
    [InlineData("na.m@example.co.uk")]
    [InlineData("anna@m.example.com")]
    [InlineData("acme peter")]
    public void All_words_have_to_be_found(string typed) =>
        Found(new() { FirstName = "Anna", LastName = "Müller", Email = "anna.m@example.com" }, "Acme", typed).ShouldBeFalse();

    [Fact]
    public void A_part_of_any_text_finds_it_and_nothing_typed_breaks_the_search() =>
        Gen.Select(
            Gen.OneOf(Gen.String,
                Gen.OneOf(Gen.Int[0, 0xffff], Gen.Int[0xfff0, 0xffff]).Select(c => (char)c).Array.Select(chars => new string(chars))),
            Gen.String).Sample((name, typed) =>
        {
            var text = SearchText.Of(new Contact { FirstName = name });
            if (SearchQuery.Of(name) is { } own)
                own.IsIn(text).ShouldBeTrue();
            SearchQuery.Of(typed)?.IsIn(text);
            SearchQuery.Of(typed).ShouldBe(SearchQuery.Of(typed));
        });

    [Fact]
    public void A_long_query_asks_for_its_first_words()
    {
        var query = SearchQuery.Of(string.Join(' ', Enumerable.Range(0, 100).Select(i => $"word{i}")))!;

        query.Terms.Count.ShouldBe(SearchQuery.MostTerms);
        SearchQuery.Of(" \u200B ").ShouldBeNull();
    }

    [Fact]
    public async Task Rows_and_board_find_the_same_of_what_a_command_wrote_changed_and_forgot()
    {
        await using var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        var lead = await hub.Take("lucja@example.com", company: "Zażółć Gęślą");

        await Expect(true, "LUCJA@example.com", "kowal zazolc", "gęślą", "cfo");
        await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new("Łucja", "Nowak", null, "+48 22 123 45 67", null), null, new()) });
        await Expect(true, "łucja", "0048221234567", "nowak zażółć");
        await Expect(false, "kowal");

        await using var asked = hub.Rows();
        await hub.Forget(await asked.Leads.Where(l => l.Id == lead).Select(l => l.ContactId).SingleAsync(Cancellation));
        await Expect(false, "łucja", "0048221234567", "lucja@example.com");
        await Expect(true, "zazolc");
        (await asked.Contacts.Select(c => EF.Property<string>(c, "Search")).ToListAsync(Cancellation)).ShouldAllBe(text => text == "");

        async Task Expect(bool found, params string[] queries)
        {
            var board = await hub.Board.UpToDate(Cancellation);
            await using var rows = hub.Rows();
            foreach (var typed in queries)
            {
                var query = SearchQuery.Of(typed)!;
                (await rows.Leads.Matching(rows, query).AnyAsync(Cancellation)).ShouldBe(found, typed);
                board.View.Where(new() { Text = query }).Cards.Any(card => card.Id == lead).ShouldBe(found, typed);
            }
        }
    }

    [Fact]
    public async Task Rows_and_memory_find_the_same()
    {
        await using var hub = await HubFixture.Start();
        string[] names =
        [
            "Łucja Müller", "Иван Семёнов", "O'Brien Anna-Maria", "王 秀英", "Zoë 100%", "José Jørgensen-Åse", "MUELLER k_b", "Ana Kowal 2024",
        ];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
                new(name.Split(' ')[0], name.Split(' ')[1], $"p{i}@example.com",
                    i % 2 == 0 ? $"+48 22 123 45 {60 + i}" : $"020 7946 00{10 + i}", null), names[^(i + 1)], new(), [], null, null)));
        await hub.Board.StartAsync(default);
        var board = await hub.Board.UpToDate(Cancellation);
        await using var rows = hub.Rows();
        var found = 0;
        foreach (var typed in (string[])[.. names, .. names.Select(n => n.ToLowerInvariant()), .. names.Select(n => n[1..4]), "mueller",
            "müller", "иван", "%", "_", "'", "\\", "\"", "0048 22 12345", "020 7946", "a", "p1@ex", "2024 ana", ")", "+"])
            if (SearchQuery.Of(typed) is { } query)
            {
                var inMemory = board.View.Where(new() { Text = query }).Cards.Select(card => card.Id).Order().ToList();
                (await rows.Leads.Matching(rows, query).Select(l => l.Id).OrderBy(id => id).ToListAsync(Cancellation)).ShouldBe(inMemory,
                    typed);
                found += inMemory.Count;
            }
        found.ShouldBeGreaterThan(50);
    }

    private static bool Found(Contact contact, string? company, string typed) =>
        SearchQuery.Of(typed)!
            .IsIn(SearchText.Of(contact) + (company is null ? "" : "\n" + SearchText.Of(new Account { Name = company, NameKey = "" })));
}
