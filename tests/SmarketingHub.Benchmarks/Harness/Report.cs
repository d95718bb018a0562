using System.Globalization;
using System.Text.Json;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>The results as a table and as JSON.</summary>
public static class Report
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IReadOnlyList<(Measure Measure, Result Result)> rows)
    {
        Console.WriteLine();
        Console.WriteLine("| name | product | bare | unit | ratio | goal | met |");
        Console.WriteLine("|---|---:|---:|---|---:|---|---|");
        foreach (var (measure, result) in rows)
            Console.WriteLine(
                $"| `{result.Name}` | {Number(result.Product)} | {Number(result.Bare)} | {result.Unit} | {Number(result.Ratio)} "
                    + $"| {measure.Goal.Text} | {(measure.Goal.IsMet(result) ? "yes" : "no")} |");
    }

    public static void Write(string file, IReadOnlyList<(Measure Measure, Result Result)> rows) =>
        File.WriteAllText(file, JsonSerializer.Serialize(new { results = rows.Select(row => row.Result) }, Options));

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
