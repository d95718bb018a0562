namespace SmarketingHub.Domain.Calendars;

/// <summary>How an error repeats what it was given.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    // A hostile value must not make the error as long as itself.
    public static string Value(string? text) => text switch
    {
        null => "null",
        { Length: > Longest } => $"\"{text[..Longest]}...\"",
        _ => $"\"{text}\"",
    };
}
