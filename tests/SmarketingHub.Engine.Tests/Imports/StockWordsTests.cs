using System.Text.Json;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>The table of other systems' words, as the file has it.</summary>
public sealed class StockWordsTests
{
    private static readonly string[] Lines = File.ReadAllLines(
        Path.Combine(Files.Root, "src", "SmarketingHub.Engine", "Imports", "stock-words.tsv"));
    private static readonly string[][] Words = [.. Lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))];

    [Fact]
    public void Each_word_has_all_its_columns_and_stands_once()
    {
        Words.ShouldAllBe(word => word.Length == 6 && word.All(cell => cell.Trim() == cell && cell.Length > 0));
        Words.Select(word => string.Join('|', word[0], word[1], word[3])).ShouldBeUnique();
    }

    [Fact]
    public void Each_source_is_named_at_the_top_and_used()
    {
        var sources = Lines.Where(line => line.StartsWith("#   "))
            .Select(line => line[4..line.IndexOf(" = ", StringComparison.Ordinal)]).ToList();
        Words.Select(word => word[5]).Distinct().Order().ShouldBe(sources.Order());
    }

    [Fact]
    public async Task Each_meaning_is_a_stage_or_a_field()
    {
        Words.Where(word => word[1] is "stage" or "lead status" or "deal stage")
            .ShouldAllBe(word => Enum.GetNames<Stage>().Contains(word[4]));
        var fields = Words.Where(word => word[1] is "header" or "mark" or "prefix").Select(word => word[4])
            .Distinct().Except(["-", "dealName"]).ToList();
        await using var hub = await HubFixture.Start();
        // A field that is none would be refused.
        await hub.Import(string.Join(',', fields.Select(field => "x" + field)) + "\n",
            profile: JsonSerializer.Serialize(new { columns = fields.ToDictionary(field => "x" + field) }));
    }
}
