namespace SmarketingHub.Engine.Data;

/// <summary>Errors that are the file's or the disk's and nobody's command's: the same may succeed later.</summary>
public static class FileFault
{
    /// <summary>What is wrong with the file, in words; null: the error is another one.</summary>
    public static string? Of(Exception? error) => error is null ? null : SqliteFault.Of(error) ?? Of(error.InnerException);
}
