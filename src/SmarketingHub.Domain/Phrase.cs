using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SmarketingHub.Domain;

/// <summary>
/// A sentence in English with what goes into it kept apart, so that a page can say it in another language.
/// An interpolated string becomes one; what goes in may be a phrase itself.
/// </summary>
[InterpolatedStringHandler]
public sealed class Phrase
{
    private readonly StringBuilder text;
    private readonly List<object?> args;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public Phrase(int literalLength, int formattedCount) => (text, args) = (new(literalLength + 4 * formattedCount), new(formattedCount));

    public Phrase(string format, IEnumerable<object?> args) => (text, this.args) = (new(format), [.. args]);

    /// <summary>As <see cref="string.Format(string, object[])"/> takes it; also its name among the translations.</summary>
    public string Format => text.ToString();

    public IReadOnlyList<object?> Args => args;

    /// <summary>A text that nothing goes into: a constant from elsewhere, or a name that pages may translate.</summary>
    public static Phrase Of(string text)
    {
        var phrase = new Phrase(text.Length, 0);
        phrase.AppendLiteral(text);
        return phrase;
    }

    public static implicit operator Phrase(string text) => Of(text);

    public void AppendLiteral(string literal) =>
        text.Append(literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    public void AppendFormatted<T>(T value, string? format)
    {
        text.Append(CultureInfo.InvariantCulture, $"{{{args.Count}{(format is null ? "" : $":{format}")}}}");
        args.Add(value);
    }

    /// <summary>In English.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Format, [.. args]);
}
