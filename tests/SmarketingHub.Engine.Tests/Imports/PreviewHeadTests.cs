using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Of a large file a preview reads the beginning alone.</summary>
public sealed class PreviewHeadTests
{
    private const int Head = 8 << 20;
    private const string Wide = "note,email,company\n";

    [Fact]
    public async Task Of_a_file_of_200_MB_no_more_than_its_beginning_is_read()
    {
        await using var hub = await HubFixture.Start();
        await using var endless = new Endless(Wide, 200L << 20);

        var preview = await Look(hub, endless);

        endless.Given.ShouldBe(Head);
        (preview.IsWhole, preview.Rejected).ShouldBe((false, 0));
        preview.Rows.ShouldBeInRange(1_000, CsvFile.HeadRows);
        preview.Leads.Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1250")]
    public async Task The_row_across_the_end_of_the_beginning_is_left_out(string encoding)
    {
        await using var hub = await HubFixture.Start();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var given = Encoding.GetEncoding(encoding);
        var lines = Enumerable.Range(0, 12_000).Select(i => $"\"ąę,\n{new string('ż', 2_000 + i % 7)}\",p{i}@x.example,X\r\n");
        var bytes = given.GetPreamble().Concat(given.GetBytes(Wide + string.Concat(lines))).ToArray();
        var rows = 0;
        for (var at = given.GetPreamble().Length + given.GetByteCount(Wide); at < Head; rows++)
            at += given.GetByteCount(lines.ElementAt(rows));

        var preview = await Look(hub, new MemoryStream(bytes), $$"""{ "encoding": "{{encoding}}" }""");

        (preview.IsWhole, preview.Rows, preview.Rejected).ShouldBe((false, rows - 1, 0));
    }

    [Fact]
    public async Task A_file_that_is_smaller_than_that_is_whole_with_its_trailer()
    {
        await using var hub = await HubFixture.Start();
        var preview = await hub.Preview("email,company,Amount\na@x.example,X,1\n\nGrand Totals (1 records),,\n");
        (preview.IsWhole, preview.Rows, preview.Rejected).ShouldBe((true, 1, 0));
    }

    [Fact]
    public async Task At_most_5000_rows_are_looked_at()
    {
        await using var hub = await HubFixture.Start();
        var preview = await hub.Preview("email\n" + string.Concat(Enumerable.Range(0, 5_001).Select(i => $"p{i}@x.example\n")));
        (preview.IsWhole, preview.Rows).ShouldBe((false, 5_000));
        (await hub.Preview("email\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"p{i}@x.example\n")))).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a@x.example\n\"")]
    public async Task A_quote_that_is_never_closed_is_told_as_an_import_tells_it(string before)
    {
        await using var hub = await HubFixture.Start();
        await using var endless = new Endless("email\n" + before, 200L << 20);
        (await Should.ThrowAsync<InvalidArgument>(Look(hub, endless))).Message.ShouldContain("Is a quote opened there and not closed?");
    }

    private static Task<ImportPreview> Look(HubFixture hub, Stream csv, string? profile = null) =>
        hub.Services.GetRequiredService<Importer>().Preview(
            new() { Csv = csv, As = ImportAs.New, Profile = profile is null ? null : ImportProfile.Parse(profile) }, HubFixture.Admin);

    /// <summary>A header and rows after it, so many bytes; counts what was taken. It cannot seek, as an upload cannot.</summary>
    private sealed class Endless(string begin, long length) : Stream
    {
        private readonly byte[] begin = Encoding.UTF8.GetBytes(begin);
        private readonly byte[] row = Encoding.UTF8.GetBytes(new string('n', 980) + ",p@x.example,X\n");

        internal long Given { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var some = (int)Math.Min(Math.Min(count, 50_000), length - Given);
            for (var i = 0; i < some; i++, Given++)
                buffer[offset + i] = Given < begin.Length ? begin[Given] : row[(Given - begin.Length) % row.Length];
            return some;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
