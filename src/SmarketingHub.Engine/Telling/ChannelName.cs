namespace SmarketingHub.Engine.Telling;

/// <summary>What rows and choices call a way to a person: a channel's name; of a browser also its number, <c>push:17</c>.</summary>
public static class ChannelName
{
    private const char Between = ':';

    /// <summary>The channel's name alone.</summary>
    public static string Kind(string name) => name.Split(Between, 2)[0];

    internal static string OfBrowser(string channel, long number) => $"{channel}{Between}{number}";
}
