using NodaTime;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>A raw value; null: there is none, shown as a dash.</summary>
/// <param name="Href">Where the figure leads: to the leads behind it.</param>
public readonly record struct ReportCell(object? Value, string? Href = null)
{
    public static implicit operator ReportCell(string? text) => new(text);

    public static implicit operator ReportCell(int? count) => new((long?)count);

    public static implicit operator ReportCell(long? count) => new(count);

    public static implicit operator ReportCell(double? number) => new(number);

    public static implicit operator ReportCell(decimal? number) => new(number);

    public static implicit operator ReportCell(Duration? time) => new(time?.TotalSeconds);

    public static implicit operator ReportCell(Instant? at) => new(at);

    public static implicit operator ReportCell(LocalDate? day) => new(day);

    public ReportCell To(string? href) => this with { Href = href };

    /// <summary>Null: no number.</summary>
    public double? Number => Value switch
    {
        long count => count,
        int count => count,
        double number => number,
        decimal number => (double)number,
        Duration time => time.TotalSeconds,
        _ => null,
    };

    internal bool Fits(ColumnKind kind) => Value is null || kind switch
    {
        ColumnKind.Text => Value is string,
        ColumnKind.Instant => Value is Instant,
        ColumnKind.Day => Value is LocalDate or Instant,
        ColumnKind.Count => Value is long or int,
        _ => Number is { } number && double.IsFinite(number),
    };
}
