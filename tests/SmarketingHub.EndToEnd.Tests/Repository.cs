namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Where the checkout is.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string WebProject => Path.Combine(Root, "src", "SmarketingHub.Web");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmarketingHub.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from inside the checkout.");
    }
}
