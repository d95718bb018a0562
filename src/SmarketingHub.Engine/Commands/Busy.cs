using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>Nothing was changed, and the same command may succeed later: too many wait, or the file cannot be written now.</summary>
public sealed class Busy(Phrase message, Exception? inner = null) : Refusal(message, inner)
{
    public Busy() : this("More commands wait than can be carried out in time. Try again in a moment.")
    {
    }

    internal static Exception Because(Exception error) =>
        new Busy(FileFault.Of(error) is { } reason
            ? $"The change could not be written: {reason}. Nothing was changed; try again."
            : Phrase.Of("The change could not be written. Nothing was changed; try again."), error);
}
