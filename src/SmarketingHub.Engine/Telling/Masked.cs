namespace SmarketingHub.Engine.Telling;

/// <summary>Addresses that have a secret in them, as they are shown.</summary>
internal static class Masked
{
    private const int Told = 4;

    /// <summary>Whose server it is, and how it ends, so that one is known from another.</summary>
    internal static string Address(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? $"{uri.Host}/…{(uri.PathAndQuery.Length > 4 * Told ? uri.PathAndQuery[^Told..] : "")}" : "…";
}
