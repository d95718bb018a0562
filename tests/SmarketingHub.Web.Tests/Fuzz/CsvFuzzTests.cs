using System.Text;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Any bytes as a CSV: every row is taken or given back, or the file is refused as a whole, in words.</summary>
public sealed class CsvFuzzTests(FuzzedServer server) : IClassFixture<FuzzedServer>
{
    private static readonly Actor Admin = new(ActorKind.Key, 1, Role.Admin, null);

    private static readonly string[] Columns =
    [
        "email", "company", "firstName", "name", "phone", "title", "country", "timeZone", "source", "score", "grade", "expectedValue",
        "currency", "externalId", "externalIds", "receivedAt",
        "note", "stage", "stageAt", "closedAt", "owner", "holder", "acceptedAt", "wonAt", "closeReason", "amount", "Shoe size", "line",
        "field", "reason", "", "email",
    ];

    private static readonly Gen<string> Cell = Gen.Frequency(
        (3,
            Hostile.OneOf("", "a@x.example", "b@x.example", "Nordwind", "Ana Kowal", "+48 22 123 45 67", "PL", "Europe/Warsaw", "50", "A",
                "hot", "1054.50", "EUR", "c-1", "crm/lead/7", "crm/%00/%ud800", "a/b", "2026-03-02", "2026-03-02T08:00:00Z", "Working",
                "Won", "sales", "9999-12-31", "0001-01-01", "1e400", "\uFEFFemail")),
        (2, Hostile.Text), (1, Hostile.Json));

    private static readonly Gen<Encoding> Encoded = Hostile.OneOf<Encoding>(
        new UTF8Encoding(false), new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode,
        Encoding.UTF32, Encoding.Latin1);

    private static readonly Gen<byte[]> File = Gen.Select(
        Hostile.OneOf(Columns).Array[1, 8], Cell.Array[0, 9].Array[0, 6], Hostile.OneOf(",", ";", "\t"), Hostile.OneOf("\n", "\r\n", "\r"),
        Gen.Int[0, 9], Encoded, Gen.Byte.Array[0, 3], Gen.Int[0, 400])
        .Select((header, rows, delimiter, end, quoting, encoding, noise, at) =>
        {
            // Mostly quoted as it should be, and as wide as the header; at times neither.
            string Quote(string cell) =>
                quoting == 0 ? cell : $"\"{cell.Replace("\"", quoting == 1 ? "\"" : "\"\"", StringComparison.Ordinal)}\"";
            string[] Wide(string[] cells) =>
                quoting < 4 ? cells : [.. cells.Concat(Enumerable.Repeat("", header.Length)).Take(header.Length)];
            var text = string.Join(end, rows.Select(Wide).Prepend(header).Select(cells => string.Join(delimiter, cells.Select(Quote))));
            var bytes = encoding.GetPreamble().Concat(encoding.GetBytes(text)).ToList();
            if (quoting is 2 or 3)
                bytes.InsertRange(Math.Min(at, bytes.Count), noise);
            return bytes.ToArray();
        });

    [Fact]
    public async Task Every_file_is_imported_or_refused_in_words() => await Gen.Select(File, Gen.Bool).SampleAsync(async (bytes, history) =>
    {
        using var csv = new MemoryStream(bytes);
        try
        {
            var result = await Import(csv, history ? ImportAs.History : ImportAs.New);
            result.Rows.ShouldBe(result.Added + result.Joined + result.Skipped + result.Rejected);
            (result.RejectsCsv?.Contains("the log says why", StringComparison.Ordinal)).ShouldNotBe(true, result.RejectsCsv);
        }
        catch (Refusal refused)
        {
            refused.Message.Length.ShouldBeInRange(1, 1_000);
        }
    }, iter: 120, threads: 2);

    [Theory]
    [InlineData(0xff), InlineData(0xc3), InlineData(0x80)]
    public async Task A_byte_that_is_no_text_is_refused_with_or_without_a_mark(byte wrong)
    {
        foreach (var mark in (byte[][])[[], [0xef, 0xbb, 0xbf]])
        {
            using var csv = new MemoryStream([.. mark, .. "email,company\na@x.example,N"u8, wrong, .. "\n"u8]);
            (await Should.ThrowAsync<InvalidArgument>(Import(csv))).Message.ShouldContain("not UTF-8");
        }
    }

    [Fact]
    public async Task Half_a_character_in_a_utf_16_file_is_refused()
    {
        using var csv = new MemoryStream([0xff, 0xfe, .. Encoding.Unicode.GetBytes("email,company\na@x.example,N"), 0x00, 0xd8,
            .. Encoding.Unicode.GetBytes("x\n")]);
        (await Should.ThrowAsync<InvalidArgument>(Import(csv))).Message.ShouldContain("not UTF-16");
    }

    [Theory]
    [InlineData("one line without an end", "email,", "x")]
    [InlineData("a quote that is never closed", "email\n\"", "x\n")]
    [InlineData("columns without end", "", "c,")]
    [InlineData("a row without end", "email\n", "c,")]
    [InlineData("nothing but quotes", "", "\"")]
    [InlineData("zeroes", "email\n", "\0")]
    public async Task Sizes_like_a_bombs_are_refused_before_they_are_read(string what, string start, string more)
    {
        using var csv = new EndlessStream(Encoding.UTF8.GetBytes(start), Encoding.UTF8.GetBytes(more), 64 << 20);
        await Should.ThrowAsync<InvalidArgument>(Import(csv), what);
        csv.Position.ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public async Task A_cell_of_a_megabyte_and_a_hundred_thousand_columns_are_told_where()
    {
        using var cell = new MemoryStream(Encoding.UTF8.GetBytes($"email,note\na@x.example,{new string('x', 1_000_000)}\n"));
        (await Should.ThrowAsync<InvalidArgument>(Import(cell))).Message.ShouldContain("line 2");
        using var columns = new MemoryStream(Encoding.UTF8.GetBytes(
            $"email{string.Concat(Enumerable.Repeat(",c", 100_000))}\na@x.example\n"));
        (await Should.ThrowAsync<InvalidArgument>(Import(columns))).Message.ShouldContain("columns");
        using var row = new MemoryStream(Encoding.UTF8.GetBytes($"email,note\na@x.example{new string(',', 100_000)}\n"));
        (await Import(row)).Added.ShouldBe(1, "its last cells are empty");
        using var full = new MemoryStream(Encoding.UTF8.GetBytes(
            $"email,note\nb@x.example{string.Concat(Enumerable.Repeat(",x", 100_000))}\n"));
        (await Import(full)).Rejected.ShouldBe(1);
    }

    private Task<ImportResult> Import(Stream csv, ImportAs how = ImportAs.New) =>
        server.Inner.Services.GetRequiredService<Importer>().Import(new() { Csv = csv, As = how }, Admin)
            .WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>A start, and then the same again and again up to a length: no memory is needed for it.</summary>
    private sealed class EndlessStream(byte[] start, byte[] more, long length) : Stream
    {
        private readonly byte[] repeated = [.. Enumerable.Repeat(more, 4096).SelectMany(bytes => bytes)];

        public override long Position { get; set; }
        public override long Length => length;
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, Math.Max(0, length - Position));
            for (var into = buffer.AsSpan(offset, read); !into.IsEmpty;)
            {
                var from = Position < start.Length ? start.AsSpan((int)Position)
                    : repeated.AsSpan((int)((Position - start.Length) % more.Length));
                from = from[..Math.Min(from.Length, into.Length)];
                from.CopyTo(into);
                into = into[from.Length..];
                Position += from.Length;
            }
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset;
        public override void Flush() => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
