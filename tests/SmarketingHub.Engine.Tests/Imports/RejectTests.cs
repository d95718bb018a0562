using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Rows and files that cannot be imported.</summary>
public sealed class RejectTests
{
    private const string Broken = "Company Name;Email;Phone;Lead Status;Shoe size\n"
        + "=cmd|X;a@x.example;+48 22 123 45 67;Working;44\n"
        + "\"Brillo\nGmbH\";not-an-address;;Working;45\n"
        + "Corso;c@x.example;;Dancing;46\n"
        + "Delta;d@x.example;;;46;Oslo\n"
        + "Eos;e@x.example;-48-22-1234567;Working;-47\n";

    [Fact]
    public async Task Come_back_with_line_field_and_reason_and_can_be_mended_and_imported_again()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import(Broken, profile: Files.Strict);
        (result.Rows, result.Added, result.Rejected).ShouldBe((5, 2, 3));
        var lines = result.RejectsCsv!.Split("\r\n");
        lines[0].ShouldBe("Company Name;Email;Phone;Lead Status;Shoe size;line;field;reason");
        lines[1].ShouldStartWith("\"Brillo\nGmbH\";not-an-address;;Working;45;3;Email;");
        lines[2].ShouldStartWith("Corso;c@x.example;;Dancing;46;5;Lead Status;\"'Dancing' is no stage known here");
        lines[3].ShouldStartWith("Delta;d@x.example;;;\"46;Oslo\";6;;");

        var mended = result.RejectsCsv!.Replace("not-an-address", "b@x.example", StringComparison.Ordinal)
            .Replace("46;5", "46;5", StringComparison.Ordinal);
        var again = await hub.Import(mended.Replace("c@x.example;;Dancing", "c@x.example;;Connected", StringComparison.Ordinal));

        (again.Added, again.Rejected).ShouldBe((3, 0), again.RejectsCsv);
        await using var rows = hub.Rows();
        rows.Accounts.Select(a => a.Name).ShouldContain("=cmd|X");
        (await rows.ImportRuns.OrderBy(r => r.Id).Select(r => new { r.State, r.Rejected }).ToListAsync()).ShouldBe(
            [new { State = ImportState.Done, Rejected = 3 }, new { State = ImportState.Done, Rejected = 0 }]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Name_the_column_that_is_wrong_and_not_the_first_one_of_its_field()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("email,Create Date,Created Date,Lead Status,Lifecycle Stage\n"
            + "a@x.example,,yesterday,New,\nb@x.example,,,,Dancing\n", profile: Files.Strict);
        result.RejectsCsv!.ShouldContain(",2,Created Date,");
        result.RejectsCsv!.ShouldContain(",3,Lifecycle Stage,");
    }

    [Theory]
    [InlineData("\ufffe"), InlineData("Pol\ufffeska"), InlineData("\uffff")]
    public async Task A_country_that_is_no_text_costs_its_row_alone(string country)
    {
        await using var hub = await HubFixture.Start();

        var result = await hub.Import($"email,company,country\na@x.example,A,{country}\nb@x.example,B,PL\n", profile: Files.Strict);

        (result.Added, result.Rejected).ShouldBe((1, 1));
        result.RejectsCsv!.ShouldContain(",2,country,");
    }

    [Fact]
    public async Task A_fault_of_ours_in_reading_a_row_costs_that_row_alone()
    {
        await using var hub = await HubFixture.Start();
        // What no profile from a file can be: any use of it fails.
        var profile = new ImportProfile { Spellings = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["product"] = null! } };

        var result = await hub.Services.GetRequiredService<Importer>().Import(
            new()
            {
                Csv = new MemoryStream("email,company,product\na@x.example,A,\nb@x.example,B,GTX\nc@x.example,C,\n"u8.ToArray()),
                As = ImportAs.History,
                Profile = profile,
            },
            HubFixture.Admin);

        (result.Added, result.Rejected).ShouldBe((2, 1));
        result.RejectsCsv!.ShouldContain("b@x.example,B,GTX,3,,This row could not be imported");
    }

    [Theory]
    [InlineData("=1+1"), InlineData("+48"), InlineData("-5"), InlineData("@x"), InlineData("'=x"), InlineData("''=x"), InlineData(
        "'plain"), InlineData(""), InlineData("\tx")]
    public void Formulas_are_harmless_and_come_back_as_they_were(string cell)
    {
        Formulas.Guard(cell)
            .ShouldSatisfyAllConditions(guarded => (guarded.Length == 0 || !"=+-@\t\r".Contains(guarded[0])).ShouldBeTrue());
        Formulas.Unguard(Formulas.Guard(cell)).ShouldBe(cell);
    }

    [Fact]
    public async Task Rejected_rows_cannot_run_in_a_spreadsheet()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("email,company\n=HYPERLINK(1),X\n", profile: Files.Strict);
        result.RejectsCsv!.ShouldContain("'=HYPERLINK(1),X,2,email,");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("PK\u0003\u0004", "workbook")]
    [InlineData("one,two\n1,2", "is the first line the header")]
    [InlineData("email\na\0b", "is no text")]
    public async Task Files_that_cannot_be_read_as_a_whole_say_why(string csv, string why)
    {
        await using var hub = await HubFixture.Start();
        var before = hub.Verify().Sequence;
        (await Should.ThrowAsync<InvalidArgument>(hub.Import(csv))).Message.ShouldContain(why);
        hub.Verify().Sequence.ShouldBe(before);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_found_by_its_length()
    {
        await using var hub = await HubFixture.Start();
        var csv = new StringBuilder("email,note\na@x.example,fine\nb@x.example,\"open\n");
        for (var i = 0; i < 2000; i++)
            csv.Append($"c{i}@x.example,fine\n");
        (await Should.ThrowAsync<InvalidArgument>(hub.Import(csv.ToString()))).Message.ShouldContain("At line 3 a field is longer");
        (await Should.ThrowAsync<InvalidArgument>(hub.Import(string.Join(',',
            Enumerable.Repeat("email", 501))))).Message.ShouldContain("501 columns");
    }

    [Fact]
    public async Task No_bytes_are_so_broken_that_it_crashes()
    {
        await using var hub = await HubFixture.Start();
        string[] pool =
        [
            "a@x.example",
            "\"",
            "\n",
            "\r\n",
            ",",
            ";",
            "email",
            "company",
            "stage",
            "Won",
            "2026-02-01",
            "'",
            "=",
            "é",
            "\0",
            " ",
            "\uFFFE",
            "id",
        ];
        await Gen.Int[0, pool.Length - 1].Select(i => pool[i]).Array[0, 40]
            .Select(pieces => "email,company,stage,received\n" + string.Concat(pieces)).SampleAsync(async csv =>
            {
                try
                {
                    var result = await hub.Import(csv);
                    result.Rows.ShouldBe(result.Added + result.Joined + result.Skipped + result.Rejected);
                }
                catch (InvalidArgument)
                {
                    // Refused as a whole, with a reason.
                    return;
                }
            }, iter: 150, threads: 1);
        hub.Verify().Problems.ShouldBeEmpty();
    }
}
