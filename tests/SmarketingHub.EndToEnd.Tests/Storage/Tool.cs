namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>A program of the system that a test needs: the one that is installed, else Debian's package when we may install it.</summary>
internal static class Tool
{
    /// <returns>Its path.</returns>
    internal static async Task<string> Find(string name)
    {
        if (Installed(name) is { } there)
            return there;
        if (Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            await Published.Run("apt-get", ["update", "-q"]);
            await Published.Run("apt-get", ["install", "-y", "-q", name]);
        }
        return Installed(name)
            ?? throw new InvalidOperationException(
                $"This test needs {name}: install Debian's package '{name}' (apt-get install {name}) and run again.");
    }

    private static string? Installed(string name) =>
        new[] { "/usr/bin", "/bin", "/usr/local/bin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
