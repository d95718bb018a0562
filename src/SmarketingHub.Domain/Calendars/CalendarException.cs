namespace SmarketingHub.Domain.Calendars;

/// <summary>A calendar, or a question to one, that cannot be answered. The message says what would be right.</summary>
public sealed class CalendarException : ArgumentException
{
    /// <param name="field">Path of the wrong value as a client wrote it: <c>timeZone</c>, <c>hours.mon[0]</c>, <c>holidays[3]</c>,
    /// <c>start</c>, <c>target</c>.</param>
    /// <param name="problem">What is wrong with it and what would be right.</param>
    public CalendarException(string field, Phrase problem) : base($"{field}: {problem}")
    {
        Field = field;
        Problem = problem;
    }

    public string Field { get; }

    /// <summary>The message without the field in front.</summary>
    public Phrase Problem { get; }

    // Not handed to the base class, which would add "(Parameter '...')" to the message.
    public override string? ParamName => Field;
}
